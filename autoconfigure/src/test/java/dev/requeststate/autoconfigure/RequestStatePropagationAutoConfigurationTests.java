package dev.requeststate.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.task.PropagatingSimpleAsyncTaskExecutor;
import dev.requeststate.spring.task.PropagatingSimpleAsyncTaskScheduler;
import dev.requeststate.spring.task.PropagatingThreadPoolTaskExecutor;
import dev.requeststate.spring.task.PropagatingThreadPoolTaskScheduler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStatePropagationAutoConfigurationTests {

	// Boot heeds the property from this release of Java on.
	private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
					RequestStatePropagationAutoConfiguration.class, RequestStateAutoConfiguration.class));

	@Test
	void theExecutorOfBootCarriesTheContext() {
		this.runner
			.withPropertyValues("spring.task.execution.pool.core-size=3",
					"spring.task.execution.thread-name-prefix=mine-")
			.run((context) -> {
				assertThat(context.getBeanFactory().getBeanDefinition("applicationTaskExecutor").isLazyInit()).isTrue();
				assertCarries(context);
				ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
				assertThat(executor).isInstanceOf(PropagatingThreadPoolTaskExecutor.class);
				assertThat(executor.getCorePoolSize()).isEqualTo(3);
				assertThat(executor.getThreadNamePrefix()).isEqualTo("mine-");
				assertThat(context.getBean("applicationTaskExecutor")).isSameAs(executor);
				assertThat(context.getBean("bootstrapExecutor")).isSameAs(executor);
				assertThat(context.getBean(AsyncConfigurer.class).getAsyncExecutor()).isSameAs(executor);
				executor.submit(() -> {
				});
				context.close();
				assertThat(executor.getThreadPoolExecutor().isShutdown()).isTrue();
			});
	}

	@Test
	void theExecutorOfVirtualThreadsCarriesTheContext() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(
					VIRTUAL ? PropagatingSimpleAsyncTaskExecutor.class : PropagatingThreadPoolTaskExecutor.class);
			assertCarries(context);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theSchedulerOfBootCarriesTheContext(boolean virtual) {
		this.runner.withUserConfiguration(Scheduling.class)
			.withPropertyValues("spring.threads.virtual.enabled=" + virtual,
					"spring.task.scheduling.thread-name-prefix=mine-")
			.run((context) -> {
				TaskScheduler scheduler = context.getBean("taskScheduler", TaskScheduler.class);
				if (virtual && VIRTUAL) {
					assertThat(scheduler).isInstanceOf(PropagatingSimpleAsyncTaskScheduler.class);
					assertThat(((SimpleAsyncTaskScheduler) scheduler).getThreadNamePrefix()).isEqualTo("mine-");
				}
				else {
					assertThat(scheduler).isInstanceOf(PropagatingThreadPoolTaskScheduler.class);
					assertThat(((ThreadPoolTaskScheduler) scheduler).getThreadNamePrefix()).isEqualTo("mine-");
				}
			});
	}

	@Test
	void thereIsNoSchedulerWhereBootMakesNone() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("taskScheduler"));
	}

	@Test
	void anExecutorOfTheApplicationIsLeftAlone() {
		this.runner.withUserConfiguration(OwnExecutor.class).run((context) -> {
			assertThat(context).hasSingleBean(Executor.class);
			assertThat(context.getBean("applicationTaskExecutor").getClass()).isSameAs(SimpleAsyncTaskExecutor.class);
		});
	}

	@Test
	void theExecutorOfBootIsThereBesideAnotherWhereItIsForced() {
		this.runner.withUserConfiguration(OtherExecutor.class).run((context) -> {
			assertThat(context).doesNotHaveBean("applicationTaskExecutor");
		});
		this.runner.withUserConfiguration(OtherExecutor.class)
			.withPropertyValues("spring.task.execution.mode=force")
			.run((context) -> {
				assertThat(context.getBean("applicationTaskExecutor"))
					.isInstanceOf(PropagatingThreadPoolTaskExecutor.class);
				assertThat(context.getBean("other").getClass()).isSameAs(SimpleAsyncTaskExecutor.class);
			});
	}

	@Test
	void decoratorsOfTheApplicationAreAppliedAsEver() {
		this.runner.withUserConfiguration(Decorators.class).run((context) -> {
			Decorators.applied = 0;
			assertCarries(context);
			assertThat(Decorators.applied).isEqualTo(2);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theContextIsCarriedOnceBesideBootsOwnPropagation(boolean virtual) {
		this.runner
			.withPropertyValues("spring.task.execution.propagate-context=true",
					"spring.threads.virtual.enabled=" + virtual)
			.run((context) -> {
				assertThat(context).hasSingleBean(TaskDecorator.class);
				assertCarries(context);
			});
	}

	@Test
	void bootsOwnPropagationAloneCarriesTheContextAndKeepsNothingOpen() {
		this.runner
			.withPropertyValues("spring.task.execution.propagate-context=true",
					"request-state.propagation.enabled=false")
			.run((context) -> {
				RequestContextFactory factory = context.getBean(RequestContextFactory.class);
				AsyncTaskExecutor executor = context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
				factory.run("job", () -> {
					RequestContext current = RequestContext.current();
					assertThat(executor.submit(() -> RequestContext.currentOrNull() == current
							&& factory.openContexts().leases(current).isEmpty()))
						.succeedsWithin(Duration.ofSeconds(10))
						.isEqualTo(true);
				});
				assertThat(factory.closed()).isEqualTo(1);
				assertThat(executor.submit(() -> RequestContext.currentOrNull() == null))
					.succeedsWithin(Duration.ofSeconds(10))
					.isEqualTo(true);
			});
	}

	@Test
	void isSwitchedOffByItsProperty() {
		this.runner.withUserConfiguration(Scheduling.class)
			.withPropertyValues("request-state.propagation.enabled=false")
			.run((context) -> {
				assertThat(context.getBean("applicationTaskExecutor").getClass())
					.isSameAs(ThreadPoolTaskExecutor.class);
				assertThat(context.getBean("taskScheduler").getClass()).isSameAs(ThreadPoolTaskScheduler.class);
				assertThat(context.getBean(RequestStateProperties.class).propagation().enabled()).isFalse();
			});
	}

	@Test
	@CompileWithForkedClassLoader
	void theExecutorsCarryTheContextWhenPreparedAheadOfTime() {
		AnnotationConfigApplicationContext prepared = new AnnotationConfigApplicationContext();
		prepared.register(Scheduling.class, TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
				RequestStatePropagationAutoConfiguration.class, RequestStateAutoConfiguration.class);
		runAheadOfTime(prepared, (context) -> {
			assertThat(context.getBean("applicationTaskExecutor"))
				.isInstanceOf(PropagatingThreadPoolTaskExecutor.class);
			assertThat(context.getBean("taskScheduler")).isInstanceOf(PropagatingThreadPoolTaskScheduler.class);
			assertCarries(context);
		});
	}

	private static void assertCarries(ApplicationContext context) {
		RequestContextFactory factory = context.getBean(RequestContextFactory.class);
		AsyncTaskExecutor executor = context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
		Future<Boolean> same = factory.call("job", () -> {
			RequestContext current = RequestContext.current();
			return executor.submit(() -> RequestContext.currentOrNull() == current && current.isOpen()
					&& factory.openContexts().leases(current).size() == 1);
		});
		assertThat(same).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
		Awaitility.await().untilAsserted(() -> assertThat(factory.closed()).isEqualTo(factory.opened()));
	}

	private static void runAheadOfTime(AnnotationConfigApplicationContext prepared,
			Consumer<GenericApplicationContext> assertions) {
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(prepared, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			@SuppressWarnings("unchecked")
			ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
				.getInstance(ApplicationContextInitializer.class);
			initializer.initialize(context);
			context.refresh();
			assertions.accept(context);
			context.close();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		@Bean
		SimpleAsyncTaskExecutor applicationTaskExecutor() {
			return new SimpleAsyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherExecutor {

		@Bean
		SimpleAsyncTaskExecutor other() {
			return new SimpleAsyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorators {

		private static volatile int applied;

		@Bean
		TaskDecorator first() {
			return Decorators::decorate;
		}

		@Bean
		TaskDecorator second() {
			return Decorators::decorate;
		}

		private static Runnable decorate(Runnable task) {
			applied++;
			return () -> {
				RequestContext.current();
				task.run();
			};
		}

	}

}
