/**
 * What a team that has Spring's request scope alone would write for Folio's pages by
 * itself.
 */
@NullMarked
package dev.requeststate.benchmarks.springscope;

import org.jspecify.annotations.NullMarked;
