/**
 * What changes when the beans of an application move from Spring's request scope to
 * {@link dev.requeststate.RequestState @RequestState}, found in its classes.
 * <p>
 * {@link dev.requeststate.spring.migration.MigrationRules} has a rule for each change,
 * for tests; {@link dev.requeststate.spring.migration.MigrationReport} is everything that
 * they find, to read before the first bean moves. Needs ArchUnit, and nothing at run
 * time: no part of the application is started or loaded.
 */
@NullMarked
package dev.requeststate.spring.migration;

import org.jspecify.annotations.NullMarked;
