/**
 * What goes on beside the requests of an application for as long as it runs, and how it
 * ends.
 * <p>
 * {@link dev.requeststate.spring.lifecycle.OpenContextsReview} reports what keeps
 * requests open for too long,
 * {@link dev.requeststate.spring.lifecycle.AfterResponseTasks} decides on which thread
 * tasks run after a response, and
 * {@link dev.requeststate.spring.lifecycle.OpenContextsDrain} waits for what is still
 * open when the application stops.
 */
@NullMarked
package dev.requeststate.spring.lifecycle;

import org.jspecify.annotations.NullMarked;
