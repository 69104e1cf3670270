/**
 * What a request-scoped call and the opening of a request cost, ours beside Spring's own.
 */
@NullMarked
package dev.requeststate.benchmarks;

import org.jspecify.annotations.NullMarked;
