/**
 * What the benchmarks have measured, as files, and the report that is made of them.
 */
package dev.requeststate.benchmarks.report;
