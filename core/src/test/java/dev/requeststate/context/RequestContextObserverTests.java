package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What observers are told, and that none of them can do harm.
 */
class RequestContextObserverTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(Observers.class);

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	private final Recorder recorder = new Recorder();

	@BeforeEach
	void listen() {
		this.logger.setAdditive(false);
		this.logger.addAppender(this.logged);
		this.logged.start();
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.logged);
		this.logger.setAdditive(true);
	}

	@Test
	void anObserverIsToldOfValuesThatAreMadeAndNotOfThoseThatAreSet() {
		List<String> made = new ArrayList<>();
		RequestContextFactory factory = RequestContextFactory.builder().observer(new RequestContextObserver() {

			@Override
			public void onValueCreated(RequestContext context, RequestLocal<?> local) {
				made.add(local.name() + " of " + context.name());
			}

		}).build();
		RequestLocal<String> first = RequestLocal.withInitial("first", () -> "value");
		RequestLocal<String> second = RequestLocal.named("second");
		factory.run("job", () -> {
			first.get();
			first.get();
			second.set("value");
			RequestContext.current().with(second, "override").run(second::get);
			second.remove();
			second.computeIfAbsent(() -> "value");
		});
		assertThat(made).containsExactly("first of job", "second of job");
	}

	@Test
	void anObserverIsToldOfOpeningOfTheRequestsEndAndOfClosingInThisOrder() {
		RequestContextFactory factory = RequestContextFactory.builder().observer(this.recorder).build();
		RequestLocal<String> local = RequestLocal.named("local", (value) -> this.recorder.events.add("destroyed"));
		Lease own = factory.open(() -> "GET /");
		Lease lease = own.context().lease();
		try (Binding binding = own.bind()) {
			local.set("value");
		}
		assertThat(this.recorder.events).containsExactly("opened GET /, current: none, open: true");
		own.close();
		own.close();
		assertThat(this.recorder.events).containsExactly("opened GET /, current: none, open: true",
				"ended GET /, current: GET /, open: true");
		lease.close();
		assertThat(this.recorder.events).containsExactly("opened GET /, current: none, open: true",
				"ended GET /, current: GET /, open: true", "destroyed", "closed GET /, current: none, open: false");
	}

	@Test
	void anObserverMayLetGoOfWhatEndsBeforeTheContextDoes() {
		RequestLocal<String> connection = RequestLocal.named("connection",
				(value) -> this.recorder.events.add("destroyed " + value));
		RequestContextFactory factory = RequestContextFactory.builder().observer(new RequestContextObserver() {

			@Override
			public void onRequestEnded(RequestContext context) {
				connection.remove();
			}

		}).build();
		Lease own = factory.open(() -> "GET /");
		try (Lease lease = own.context().lease(); Binding binding = own.bind()) {
			connection.set("connection");
			own.close();
			assertThat(this.recorder.events).containsExactly("destroyed connection");
		}
	}

	@Test
	void anObserverIsToldWhichDestroyerFailedAndHow() {
		RequestContextFactory factory = RequestContextFactory.builder().observer(this.recorder).build();
		RequestLocal<String> local = RequestLocal.named("local", (value) -> {
			throw new IllegalStateException("broken");
		});
		factory.run("job", () -> local.set("value"));
		assertThat(this.recorder.events).contains("local of job: java.lang.IllegalStateException: broken");
		assertThat(factory.destroyFailures()).isOne();
	}

	@Test
	void aDerivedContextIsNoRequestOfItsOwn() {
		RequestContextFactory factory = RequestContextFactory.builder().observer(this.recorder).build();
		RequestLocal<String> local = RequestLocal.named("local");
		factory.run("job", () -> RequestContext.current().with(local, "value").run(() -> {
			RequestContext.current().lease().close();
		}));
		assertThat(this.recorder.events).hasSize(3);
		assertThat(factory.opened()).isOne();
		assertThat(factory.closed()).isOne();
	}

	@Test
	void anObserverThatThrowsStopsNothingLeavesNothingBoundAndIsLoggedOnce() {
		RequestContextFactory factory = RequestContextFactory.builder()
			.observer(new Broken())
			.observer(this.recorder)
			.build();
		RequestLocal<String> local = RequestLocal.named("local", (value) -> {
			throw new IllegalStateException("broken");
		});
		for (int i = 0; i < 2; i++) {
			factory.run("job", () -> local.set("value"));
			assertThat(RequestContext.currentOrNull()).isNull();
		}
		assertThat(this.recorder.events).containsExactly("opened job, current: none, open: true",
				"ended job, current: job, open: true", "local of job: java.lang.IllegalStateException: broken",
				"closed job, current: none, open: false", "opened job, current: none, open: true",
				"ended job, current: job, open: true", "local of job: java.lang.IllegalStateException: broken",
				"closed job, current: none, open: false");
		assertThat(factory.closed()).isEqualTo(2);
		assertThat(factory.observerFailures()).isEqualTo(8);
		assertThat(this.logged.list).hasSize(1);
		assertThat(this.logged.list.get(0).getFormattedMessage()).contains("a broken observer");
	}

	@Test
	void eachObserverThatThrowsIsLoggedAlsoWhereTwoAreEqual() {
		RequestContextFactory factory = RequestContextFactory.builder()
			.observer(new Broken())
			.observer(new Broken())
			.build();
		factory.run("job", () -> {
		});
		assertThat(this.logged.list).hasSize(2);
	}

	@Test
	void anObserverThatCannotEvenBeHashedStopsNothing() {
		RequestContextFactory factory = RequestContextFactory.builder().observer(new RequestContextObserver() {

			@Override
			public void onOpened(RequestContext context) {
				throw new IllegalStateException("broken");
			}

			@Override
			public boolean equals(Object other) {
				throw new IllegalStateException("no equals");
			}

			@Override
			public int hashCode() {
				throw new IllegalStateException("no hash code");
			}

		}).build();
		factory.run("job", () -> {
		});
		assertThat(factory.observerFailures()).isOne();
		assertThat(factory.closed()).isOne();
	}

	private static final class Recorder implements RequestContextObserver {

		private final List<String> events = new ArrayList<>();

		private final long begun = System.nanoTime();

		private void add(String event, RequestContext context) {
			RequestContext current = RequestContext.currentOrNull();
			this.events.add(event + " " + context.name() + ", current: " + ((current != null) ? current.name() : "none")
					+ ", open: " + context.isOpen());
		}

		@Override
		public void onOpened(RequestContext context) {
			add("opened", context);
		}

		@Override
		public void onRequestEnded(RequestContext context) {
			add("ended", context);
		}

		@Override
		public void onClosed(RequestContext context, Duration lifetime) {
			assertThat(lifetime).isPositive().isLessThan(Duration.ofNanos(System.nanoTime() - this.begun));
			add("closed", context);
		}

		@Override
		public void onDestroyFailed(RequestContext context, String name, Throwable failure) {
			this.events.add(name + " of " + context.name() + ": " + failure);
		}

	}

	/**
	 * Leaves a binding behind where it can, and throws.
	 */
	private record Broken() implements RequestContextObserver {

		private void fail(RequestContext context) {
			if (context.isOpen()) {
				context.bind();
			}
			throw new AssertionError("an observer");
		}

		@Override
		public void onOpened(RequestContext context) {
			fail(context);
		}

		@Override
		public void onRequestEnded(RequestContext context) {
			fail(context);
		}

		@Override
		public void onClosed(RequestContext context, Duration lifetime) {
			fail(context);
		}

		@Override
		public void onDestroyFailed(RequestContext context, String name, Throwable failure) {
			fail(context);
		}

		@Override
		public String toString() {
			return "a broken observer";
		}

	}

}
