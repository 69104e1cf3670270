/**
 * The application that {@link dev.requeststate.benchmarks.EndToEnd} starts, from the
 * sample's own classes: its shop, and one page more.
 */
@NullMarked
package dev.requeststate.benchmarks.folio;

import org.jspecify.annotations.NullMarked;
