/**
 * What the benchmarks have measured, as files, and the report that is made of them.
 * {@link dev.requeststate.benchmarks.report.Results} is what a program writes,
 * {@link dev.requeststate.benchmarks.report.Report} what is made of all of them, and
 * {@link dev.requeststate.benchmarks.report.Environment} what they were measured on.
 */
@NullMarked
package dev.requeststate.benchmarks.report;

import org.jspecify.annotations.NullMarked;
