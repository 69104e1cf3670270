package dev.requeststate.autoconfigure;

import dev.requeststate.spring.task.PropagatingSimpleAsyncTaskExecutor;
import dev.requeststate.spring.task.PropagatingSimpleAsyncTaskScheduler;
import dev.requeststate.spring.task.PropagatingThreadPoolTaskExecutor;
import dev.requeststate.spring.task.PropagatingThreadPoolTaskScheduler;

import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Makes what Spring Boot makes, with the same builders, propagating. Its methods are
 * chosen by what they return.
 */
class PropagatingExecutors {

	ThreadPoolTaskExecutor threadPoolTaskExecutor(ThreadPoolTaskExecutorBuilder threadPoolTaskExecutorBuilder) {
		return threadPoolTaskExecutorBuilder.configure(new PropagatingThreadPoolTaskExecutor());
	}

	SimpleAsyncTaskExecutor simpleAsyncTaskExecutor(SimpleAsyncTaskExecutorBuilder simpleAsyncTaskExecutorBuilder) {
		return simpleAsyncTaskExecutorBuilder.configure(new PropagatingSimpleAsyncTaskExecutor());
	}

	ThreadPoolTaskScheduler threadPoolTaskScheduler(ThreadPoolTaskSchedulerBuilder threadPoolTaskSchedulerBuilder) {
		return threadPoolTaskSchedulerBuilder.configure(new PropagatingThreadPoolTaskScheduler());
	}

	SimpleAsyncTaskScheduler simpleAsyncTaskScheduler(SimpleAsyncTaskSchedulerBuilder simpleAsyncTaskSchedulerBuilder) {
		return simpleAsyncTaskSchedulerBuilder.configure(new PropagatingSimpleAsyncTaskScheduler());
	}

}
