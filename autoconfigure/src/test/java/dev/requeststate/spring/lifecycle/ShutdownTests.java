package dev.requeststate.spring.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The end of an application that has work to do.
 */
class ShutdownTests {

	private static final String ONE_THREAD = "spring.task.execution.pool.core-size=1";

	private static final String LATE = "spring.task.execution.pool.shutdown.accept-tasks-after-context-close=true";

	@Test
	void waitsAfterTheWebServerAndBeforeTheExecutors() {
		assertThat(OpenContextsDrain.PHASE).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
			.isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
			.isGreaterThan(ThreadPoolTaskExecutor.DEFAULT_PHASE);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void confirmationsThatAreAcceptedWhileTheServerDrainsAreNotLost(boolean virtual) throws Exception {
		assertThat(confirmWhileDraining(ONE_THREAD, "spring.threads.virtual.enabled=" + virtual))
			.containsExactly("confirmed", "confirmed");
	}

	@Test
	void withoutTheDrainOneOfThemIsLost() throws Exception {
		// Which of the two is dropped, or interrupted, is a race.
		assertThat(confirmWhileDraining(ONE_THREAD, "test.drain=false")).filteredOn("confirmed"::equals)
			.hasSizeLessThan(2);
	}

	@Test
	void noneIsInterruptedByAnExecutorThatIsNotWaitedForInAPhaseOfItsOwn() throws Exception {
		assertThat(confirmWhileDraining(ONE_THREAD, LATE)).containsExactly("confirmed", "confirmed");
	}

	@Test
	void withoutTheDrainThatExecutorInterruptsTheFirstOne() throws Exception {
		assertThat(confirmWhileDraining(ONE_THREAD, LATE, "test.drain=false")).containsExactly("interrupted");
	}

	@Test
	void aConfirmationThatTheExecutorRefusesRunsOnAThreadOfItsOwn() throws Exception {
		Orders.reset();
		Application application = Application.start(Pages.class, "test.strict=true");
		application.send("/order");
		Orders.await(Orders.accepted);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
		Awaitility.await()
			.until(() -> application.bean(ThreadPoolTaskExecutor.class).getThreadPoolExecutor().isShutdown());
		Orders.answer.countDown();
		Orders.await(Orders.confirming);
		Orders.confirm.countDown();
		Orders.confirmSecond.countDown();
		closing.get(20, TimeUnit.SECONDS);
		assertThat(Orders.outcomes).containsExactly("confirmed", "confirmed");
		assertThat(Orders.threads).containsOnly("request-state-after-response");
	}

	@Test
	void whatKeepsARequestOpenBeyondTheLimitIsClosedByForceAndReportedByName() throws Exception {
		Orders.reset();
		Application application = Application.start(Pages.class, "spring.lifecycle.timeout-per-shutdown-phase=1s");
		application.get("/lease");
		Lease lease = Orders.lease;
		long start = System.nanoTime();
		try (Logged logged = new Logged(OpenContextsDrain.class.getName())) {
			application.close();
			assertThat(logged.messages()).singleElement()
				.asString()
				.startsWith("WARN ")
				.contains("(GET /lease), held by " + Orders.class.getName(), "taken on thread '", "1000 ms");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> lease.context().attributes());
		lease.close();
	}

	@Test
	void aJobThatDoesNotEndIsWaitedForAndReportedByName() {
		Application application = Application.start(Pages.class, "spring.lifecycle.timeout-per-shutdown-phase=1500ms");
		Lease job = application.bean(RequestContextFactory.class).open(() -> "nightly");
		long start = System.nanoTime();
		try (Logged logged = new Logged(OpenContextsDrain.class.getName())) {
			application.close();
			assertThat(logged.messages()).singleElement().asString().contains("(nightly), which had not ended");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
		assertThat(job.context().isOpen()).isFalse();
	}

	@Test
	void aDetachedJobIsWaitedForThoughItsRequestWasTheContainers() throws Exception {
		Orders.reset();
		Application application = Application.start(Pages.class);
		application.get("/detached");
		CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
		Orders.await(Orders.closed);
		// Longer than what is given to the container's own threads.
		Awaitility.await().pollDelay(Duration.ofMillis(1500)).until(() -> !closing.isDone());
		Orders.lease.close();
		closing.get(20, TimeUnit.SECONDS);
	}

	@Test
	void aStreamThatTheContainerGivesUpIsNotWaitedForAgain() throws Exception {
		Orders.reset();
		Application application = Application.start(Pages.class, "server.shutdown=immediate");
		application.send("/stream");
		Orders.await(Orders.accepted);
		RequestContextFactory factory = application.bean(RequestContextFactory.class);
		long start = System.nanoTime();
		application.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(factory.closed()).isEqualTo(factory.opened()).isEqualTo(1);
	}

	@Test
	void nothingIsReportedWhereNothingIsOpen() throws Exception {
		Application application = Application.start(Pages.class);
		application.get("/plain");
		try (Logged logged = new Logged(OpenContextsDrain.class.getName())) {
			application.close();
			assertThat(logged.messages()).isEmpty();
		}
	}

	@Test
	void anApplicationCanBeStartedASecondTime() throws Exception {
		try (Application application = Application.start(Pages.class)) {
			assertThat(application.get("/plain")).isEqualTo("plain");
			application.context().stop();
			assertThat(application.bean(OpenContextsDrain.class).isRunning()).isFalse();
			application.context().start();
			assertThat(application.bean(OpenContextsDrain.class).isRunning()).isTrue();
			assertThat(application.get("/plain")).isEqualTo("plain");
			application.awaitAllClosed();
		}
		try (Application application = Application.start(Pages.class)) {
			assertThat(application.get("/plain")).isEqualTo("plain");
		}
	}

	@Test
	void theEndOfAChildContextEndsNothing() throws Exception {
		try (Application application = Application.start(Pages.class)) {
			Lease open = application.bean(RequestContextFactory.class).open(() -> "open");
			AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
			child.setParent(application.context());
			child.register(Child.class);
			child.refresh();
			assertThat(child.getBeanNamesForType(OpenContextsDrain.class)).isEmpty();
			child.close();
			assertThat(open.context().isOpen()).isTrue();
			CompletableFuture<String> thread = new CompletableFuture<>();
			open.context().afterResponse(() -> thread.complete(Thread.currentThread().getName()));
			open.close();
			assertThat(thread.get(10, TimeUnit.SECONDS)).startsWith("task-");
		}
	}

	private static List<String> confirmWhileDraining(String... properties) throws Exception {
		Orders.reset();
		Application application = Application.start(Pages.class, properties);
		application.send("/order");
		Orders.await(Orders.accepted);
		Thread closing = new Thread(application::close, "closing");
		closing.start();
		Orders.await(Orders.closed);
		Orders.answer.countDown();
		Orders.await(Orders.confirming);
		// Either the application waits for the first one now, or it is over.
		await(() -> !closing.isAlive() || isAt(closing, OpenContextsDrain.class)
				|| isServerStopped() && isAt(closing, DefaultLifecycleProcessor.class));
		Orders.confirm.countDown();
		await(() -> !closing.isAlive() || !Orders.outcomes.isEmpty() && isAt(closing, OpenContextsDrain.class));
		Orders.confirmSecond.countDown();
		closing.join(20_000);
		assertThat(closing.isAlive()).isFalse();
		await(() -> !Orders.outcomes.isEmpty());
		return Orders.outcomes;
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
	}

	private static boolean isAt(Thread thread, Class<?> place) {
		return thread.getState() == Thread.State.TIMED_WAITING && Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(place.getName()));
	}

	private static boolean isServerStopped() {
		return Thread.getAllStackTraces().keySet().stream().noneMatch((thread) -> thread.getName().contains("-exec-"));
	}

	/**
	 * What happens to an order, step by step.
	 */
	static final class Orders {

		static CountDownLatch accepted;

		static CountDownLatch closed;

		static CountDownLatch answer;

		static CountDownLatch confirming;

		static CountDownLatch confirm;

		static CountDownLatch confirmSecond;

		static Lease lease;

		static final List<String> outcomes = new CopyOnWriteArrayList<>();

		static final AtomicInteger begun = new AtomicInteger();

		static final List<String> threads = new CopyOnWriteArrayList<>();

		private Orders() {
		}

		static void reset() {
			accepted = new CountDownLatch(1);
			closed = new CountDownLatch(1);
			answer = new CountDownLatch(1);
			confirming = new CountDownLatch(1);
			confirm = new CountDownLatch(1);
			confirmSecond = new CountDownLatch(1);
			outcomes.clear();
			threads.clear();
			begun.set(0);
		}

		static void await(CountDownLatch latch) {
			try {
				assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		static void confirm() {
			threads.add(Thread.currentThread().getName());
			confirming.countDown();
			try {
				await((begun.incrementAndGet() == 1) ? confirm : confirmSecond);
				outcomes.add(RequestContext.current().isOpen() ? "confirmed" : "too late");
			}
			catch (IllegalStateException ex) {
				outcomes.add("interrupted");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Controller.class)
	static class Pages {

		@Bean
		static BeanFactoryPostProcessor control(Environment environment) {
			return (beanFactory) -> {
				if (!environment.getProperty("test.drain", Boolean.class, true)) {
					((BeanDefinitionRegistry) beanFactory).removeBeanDefinition("requestStateOpenContextsDrain");
				}
			};
		}

		@Bean
		ThreadPoolTaskExecutorCustomizer strict(Environment environment) {
			return (executor) -> executor
				.setStrictEarlyShutdown(environment.getProperty("test.strict", Boolean.class, false));
		}

		@EventListener
		void on(ContextClosedEvent event) {
			if (Orders.closed != null) {
				Orders.closed.countDown();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RequestStateAutoConfiguration.class)
	static class Child {

	}

	@RestController
	static class Controller {

		@GetMapping("/plain")
		String plain() {
			return "plain";
		}

		@GetMapping("/order")
		String order() {
			RequestContext.current().afterResponse(Orders::confirm);
			RequestContext.current().afterResponse(Orders::confirm);
			Orders.accepted.countDown();
			Orders.await(Orders.answer);
			return "ordered";
		}

		@GetMapping("/lease")
		String lease() {
			Orders.lease = RequestContext.current().leaseFor(Orders.class);
			return "leased";
		}

		@GetMapping("/detached")
		String detached() {
			Orders.lease = RequestContext.detached(RequestInfo.current());
			return "detached";
		}

		@GetMapping("/stream")
		SseEmitter stream() throws IOException {
			SseEmitter emitter = new SseEmitter(0L);
			emitter.send("first");
			Orders.accepted.countDown();
			return emitter;
		}

	}

}
