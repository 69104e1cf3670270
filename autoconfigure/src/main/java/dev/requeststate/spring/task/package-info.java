/**
 * Spring's executors and schedulers, with the request context carried to the tasks they
 * are given.
 * <p>
 * {@link dev.requeststate.spring.task.PropagatingThreadPoolTaskExecutor} and
 * {@link dev.requeststate.spring.task.PropagatingSimpleAsyncTaskExecutor} take the place
 * of Spring Boot's {@code applicationTaskExecutor},
 * {@link dev.requeststate.spring.task.PropagatingThreadPoolTaskScheduler} and
 * {@link dev.requeststate.spring.task.PropagatingSimpleAsyncTaskScheduler} that of its
 * {@code taskScheduler}. An application may define beans of these classes itself.
 */
@NullMarked
package dev.requeststate.spring.task;

import org.jspecify.annotations.NullMarked;
