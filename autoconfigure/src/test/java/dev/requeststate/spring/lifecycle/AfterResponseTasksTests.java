package dev.requeststate.spring.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStatePropagationAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

class AfterResponseTasksTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class));

	private final ApplicationContextRunner bootRunner = this.runner.withConfiguration(AutoConfigurations
		.of(TaskExecutionAutoConfiguration.class, RequestStatePropagationAutoConfiguration.class));

	@Test
	void runOnTheExecutorOfBoot() {
		this.bootRunner.run((context) -> {
			CompletableFuture<String> thread = new CompletableFuture<>();
			context.getBean(RequestContextFactory.class)
				.run("job",
						() -> RequestContext.current()
							.afterResponse(() -> thread
								.complete(Thread.currentThread().getName() + " " + RequestContext.current().name())));
			assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("task-1 job");
		});
	}

	@Test
	void runOnTheThreadThatEndsTheRequestWhereThereIsNoExecutor() {
		this.runner.run((context) -> assertThat(threadOfATask(context.getBean(RequestContextFactory.class)))
			.isCompletedWithValue(Thread.currentThread().getName()));
	}

	@Test
	void runOnTheThreadThatEndsTheRequestWhereTheExecutorIsOfAnotherName() {
		this.bootRunner.withUserConfiguration(OtherExecutor.class)
			.run((context) -> assertThat(threadOfATask(context.getBean(RequestContextFactory.class)))
				.isCompletedWithValue(Thread.currentThread().getName()));
	}

	@Test
	void runOnTheThreadThatEndsTheRequestWhereTheExecutorIsFull() {
		this.bootRunner
			.withPropertyValues("spring.task.execution.pool.core-size=1", "spring.task.execution.pool.max-size=1",
					"spring.task.execution.pool.queue-capacity=0")
			.run((context) -> {
				CountDownLatch release = new CountDownLatch(1);
				context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class)
					.submit(() -> release.await(10, TimeUnit.SECONDS));
				assertThat(threadOfATask(context.getBean(RequestContextFactory.class)))
					.isCompletedWithValue(Thread.currentThread().getName());
				release.countDown();
			});
	}

	@Test
	void keepNoOtherRequestOpen() {
		this.bootRunner.withPropertyValues("spring.task.execution.pool.core-size=1").run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			CountDownLatch release = new CountDownLatch(1);
			factory.run("outer", () -> {
				factory.run("inner", () -> RequestContext.current().afterResponse(() -> await(release)));
				RequestContext outer = RequestContext.current();
				assertThat(factory.openContexts().leases(outer)).isEmpty();
			});
			assertThat(factory.openContexts().list()).extracting(RequestContext::name).containsExactly("inner");
			release.countDown();
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static CompletableFuture<String> threadOfATask(RequestContextFactory factory) {
		CompletableFuture<String> thread = new CompletableFuture<>();
		factory.run("job",
				() -> RequestContext.current().afterResponse(() -> thread.complete(Thread.currentThread().getName())));
		return thread;
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherExecutor {

		@Bean
		SimpleAsyncTaskExecutor other() {
			return new SimpleAsyncTaskExecutor();
		}

	}

}
