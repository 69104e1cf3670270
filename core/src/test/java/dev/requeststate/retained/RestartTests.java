package dev.requeststate.retained;

import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.requeststate.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.requeststate.retained.RestartedApplication.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a restart makes of values.
 */
class RestartTests {

	private static final String MAIN = """
			public class Main {
				static final RetainedState<AtomicLong> VISITS =
					RetainedState.define("restart.visits", AtomicLong.class, AtomicLong::new);
				static final RetainedState<List> THINGS =
					RetainedState.define("restart.things", List.class, ArrayList::new);
				static long visit() { return VISITS.get().incrementAndGet(); }
				static Object visits() { return VISITS.get(); }
				static List things() { return THINGS.get(); }
				static Object thing() { return new Thing(); }
				static Object function() { return (Supplier<String>) () -> "function"; }
				static Object define(String key, Class type, Supplier initializer, Retention retention) {
					return RetainedState.define(key, type, initializer, retention).get();
				}
				static RetainedState<?> state(String key, Class type, Object value, Retention retention) {
					return RetainedState.define(key, type, () -> value, retention);
				}
			}
			class Thing { }
			""";

	private RestartedApplication application;

	private LogCapture log;

	@BeforeEach
	void start() throws Exception {
		this.application = new RestartedApplication(MAIN);
		this.log = new LogCapture(RetainedState.class);
		RetainedGeneration.report();
	}

	@AfterEach
	void end() throws Exception {
		RetainedGeneration.report();
		this.log.close();
		this.application.close();
	}

	@Test
	void valuesOfTheJdkAreTheSameObjectsAndAreNotMadeAgain() throws Exception {
		ClassLoader first = this.application.restart();
		long visits = (long) call(first, "Main", "visit");
		Object counter = call(first, "Main", "visits");
		List<Object> things = things(first);
		things.clear();
		things.add(Map.of("key", List.of(1, "text")));

		ClassLoader second = this.application.restart();
		assertThat(call(second, "Main", "visit")).isEqualTo(visits + 1);
		assertThat(call(second, "Main", "visits")).isSameAs(counter);
		assertThat(things(second)).isSameAs(things);
	}

	@Test
	void whatHoldsTheApplicationsObjectsIsDroppedAndMadeAgain() throws Exception {
		for (String content : List.of("thing", "function")) {
			ClassLoader first = this.application.restart();
			List<Object> things = things(first);
			things.add(call(first, "Main", content));

			ClassLoader second = this.application.restart();
			assertThat(things(second)).isEmpty();
			assertThat(things).isNotSameAs(things(second));
		}
		RetainedGeneration.report();
		assertThat(this.log.messages()).contains(
				"Dropped retained state 'restart.things': its java.util.ArrayList holds an instance of app.Thing, which has a class "
						+ "that the restart has replaced. To keep it, hold JDK types only, or make it serializable and "
						+ "define it with Retention.migrated(). It is made again on next use.");
	}

	@Test
	void unclaimedKeysSurviveSeveralRestartsAndAnotherKindOfClaimIsNone() throws Exception {
		ClassLoader first = this.application.restart();
		Closeable closing = new Closeable(new AtomicInteger());
		state(first, "restart.unclaimed", Object.class, "text", Retention.walked()).get();
		state(first, "restart.claimed otherwise", Object.class, closing, Retention.opaque("holds a counter")).get();
		this.application.restart();
		this.application.restart();

		ClassLoader last = this.application.restart();
		assertThat(state(last, "restart.unclaimed", Object.class, "other", Retention.walked()).get()).isEqualTo("text");
		assertThat(state(last, "restart.claimed otherwise", String.class, "new", Retention.walked()).get())
			.isEqualTo("new");
		assertThat(closing.closed).hasValue(1);
		RetainedGeneration.report();
		assertThat(this.log.messages())
			.anyMatch((line) -> line.startsWith("Dropped retained state 'restart.claimed otherwise': it is a "
					+ Closeable.class.getTypeName() + " and is now defined as a java.lang.String at app.Main.state("));
	}

	@Test
	void whatCannotBeLookedIntoIsDroppedUnlessItIsDeclaredOpaque() throws Exception {
		ClassLoader first = this.application.restart();
		Object future = new CompletableFuture<>();
		state(first, "restart.future", Object.class, future, Retention.walked()).get();
		state(first, "restart.opaque", Object.class, future, Retention.opaque("is never completed")).get();
		state(first, "restart.opaque thing", Object.class, call(first, "Main", "thing"), Retention.opaque("a lie"))
			.get();

		ClassLoader second = this.application.restart();
		assertThat(state(second, "restart.future", Object.class, "new", Retention.walked()).get()).isEqualTo("new");
		assertThat(state(second, "restart.opaque", Object.class, "new", Retention.opaque("other")).get())
			.isSameAs(future);
		assertThat(state(second, "restart.opaque thing", Object.class, "new", Retention.walked()).get())
			.isEqualTo("new");
		RetainedGeneration.report();
		assertThat(this.log.messages())
			.anyMatch((line) -> line
				.contains("'restart.future': its "
						+ "java.util.concurrent.CompletableFuture cannot be looked into. To keep it, ")
					&& line.contains("Retention.opaque"))
			.anyMatch((line) -> line.contains("'restart.opaque thing': its app.Thing has a class that")
					&& line.contains("Not even an opaque value can keep it"));
	}

	@Test
	void whatIsDroppedIsClosedOnceThoughItHadTwoKeys() throws Exception {
		ClassLoader first = this.application.restart();
		Closeable shared = new Closeable(new AtomicInteger());
		state(first, "restart.shared 1", Object.class, shared, Retention.walked()).get();
		state(first, "restart.shared 2", Object.class, shared, Retention.walked()).get();

		this.application.restart();
		this.application.restart();

		assertThat(shared.closed).hasValue(1);
	}

	@Test
	void anExecutorIsShutDownAndNotWaitedFor() throws Exception {
		ClassLoader first = this.application.restart();
		Object executor = Executors.newSingleThreadExecutor();
		state(first, "restart.executor", Object.class, executor, Retention.walked()).get();
		CompletableFuture<Object> interrupted = new CompletableFuture<>();
		CountDownLatch never = new CountDownLatch(1);
		((ExecutorService) executor).execute(() -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				interrupted.complete("interrupted");
			}
		});

		this.application.restart();

		assertThat(((ExecutorService) executor).isShutdown()).isTrue();
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
	}

	@Test
	void whatFailsToCloseHindersNobody() throws Exception {
		ClassLoader first = this.application.restart();
		AtomicInteger closed = new AtomicInteger();
		for (int i = 0; i < 5; i++) {
			state(first, "restart.close " + i, Object.class, new Closeable(closed), Retention.walked()).get();
			state(first, "restart.fails " + i, Object.class, new FailsToClose(new IllegalStateException("busy")),
					Retention.walked())
				.get();
			state(first, "restart.breaks " + i, Object.class, new FailsToClose(new NoClassDefFoundError("app/Gone")),
					Retention.walked())
				.get();
		}

		ClassLoader second = this.application.restart();

		assertThat(closed).hasValue(5);
		assertThat(call(second, "Main", "visit")).isNotNull();
		RetainedGeneration.report();
		assertThat(this.log.messages())
			.filteredOn((line) -> line.equals("A retained " + FailsToClose.class.getName() + " could not be closed"))
			.hasSize(10);
	}

	@Test
	void whatIsInterruptedWhileItClosesLeavesTheThreadInterrupted() throws Exception {
		ClassLoader first = this.application.restart();
		state(first, "restart.interrupted", Object.class, new FailsToClose(new InterruptedException()),
				Retention.walked())
			.get();

		this.application.restart();

		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whatWasTakenOutWhileItWasMigratedIsNotClosed() throws Exception {
		RetainedState<Object> state = RetainedState.define("restart.taken", Object.class, Object::new,
				Retention.migrated());
		this.application.restart();
		Taken taken = new Taken(state);
		state.set(taken);

		this.application.restart();

		assertThat(taken.taken).isSameAs(taken);
		assertThat(taken.closed).hasValue(0);
	}

	@Test
	void linesWaitForTheReportAndAreFollowedByTheSum() throws Exception {
		ClassLoader first = this.application.restart();
		state(first, "restart.line", Object.class, new Closeable(new AtomicInteger()), Retention.walked()).get();
		RetainedGeneration.report();
		int before = this.log.messages().size();
		Logger logger = (Logger) LoggerFactory.getLogger(RetainedState.class);
		logger.setLevel(Level.INFO);
		try {
			this.application.restart();
			assertThat(this.log.messages()).hasSize(before);

			RetainedGeneration.report();
			List<String> lines = this.log.messages().subList(before, this.log.messages().size());
			assertThat(lines).anyMatch((line) -> line.startsWith("Dropped retained state 'restart.line': its "));
			assertThat(lines.get(lines.size() - 1))
				.matches("Retained state over the restart: \\d+ kept, \\d+ migrated, [1-9]\\d* dropped");
			RetentionCounts counts = RetainedState.counts();
			assertThat(counts.dropped()).isPositive();
			RetainedGeneration.report();
			assertThat(this.log.messages()).hasSize(before + lines.size());
			assertThat(RetainedState.counts()).isEqualTo(counts);
		}
		finally {
			logger.setLevel(null);
		}
	}

	@Test
	void eachClassLoaderBeginsOneGeneration() throws Exception {
		int number = RetainedGeneration.number();
		ClassLoader first = this.application.restart();
		RetainedGeneration.begin(first);
		RetainedGeneration.begin(new URLClassLoader(new URL[0], first));
		RetainedGeneration.begin(getClass().getClassLoader());
		assertThat(RetainedGeneration.number()).isEqualTo(number + 1);

		this.application.restart();
		RetainedGeneration.begin(first);
		assertThat(RetainedGeneration.number()).isEqualTo(number + 2);
	}

	@Test
	void aDefinitionInTheMainClassBeginsTheGeneration() throws Exception {
		ClassLoader first = this.application.restart();
		things(first).add(call(first, "Main", "thing"));
		int number = RetainedGeneration.number();

		ClassLoader second = this.application.load();
		assertThat(things(second)).isEmpty();
		assertThat(RetainedGeneration.number()).isEqualTo(number + 1);
		RetainedGeneration.begin(second);
		assertThat(RetainedGeneration.number()).isEqualTo(number + 1);
	}

	@Test
	void twoPlacesWithDifferentTypesFailAfterARestartToo() throws Exception {
		this.application.restart();
		ClassLoader second = this.application.restart();

		call(second, "Main", "visits");
		assertThatIllegalStateException()
			.isThrownBy(() -> call(second, "Main", "define", "restart.visits", Object.class,
					(Supplier<Object>) Object::new, Retention.walked()))
			.withMessageContaining("at app.Main.<clinit>(Main.java:")
			.withMessageContaining("at app.Main.define(Main.java:");
	}

	@SuppressWarnings("unchecked")
	private static List<Object> things(ClassLoader loader) throws Exception {
		return (List<Object>) call(loader, "Main", "things");
	}

	private static RetainedState<?> state(ClassLoader loader, String key, Class<?> type, Object value,
			Retention retention) throws Exception {
		return (RetainedState<?>) call(loader, "Main", "state", key, type, value, retention);
	}

	private static final class Closeable implements AutoCloseable {

		private final AtomicInteger closed;

		Closeable(AtomicInteger closed) {
			this.closed = closed;
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

	private static final class Taken implements AutoCloseable, Serializable {

		private static final long serialVersionUID = 1;

		private final transient RetainedState<Object> state;

		private final transient AtomicInteger closed = new AtomicInteger();

		private transient Object taken;

		Taken(RetainedState<Object> state) {
			this.state = state;
		}

		private void writeObject(ObjectOutputStream out) {
			this.taken = this.state.remove();
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

	private static final class FailsToClose implements AutoCloseable {

		private final Throwable failure;

		FailsToClose(Throwable failure) {
			this.failure = failure;
		}

		@Override
		public void close() throws Exception {
			if (this.failure instanceof Error error) {
				throw error;
			}
			throw (Exception) this.failure;
		}

	}

}
