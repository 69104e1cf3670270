package dev.requeststate.retained;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.requeststate.context.Duel;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.requeststate.retained.RestartedApplication.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code and the values of an application that a restart has discarded.
 */
class DiscardedApplicationTests {

	private static final AtomicInteger keys = new AtomicInteger();

	private static final String MAIN = """
			public class Main {
				static RetainedState<?> define(String key) {
					return RetainedState.define(key, Object.class, () -> "made");
				}
				static RetainedState<?> defineSlow(String key, CountDownLatch making, CountDownLatch finish,
						AtomicInteger closed) {
					return RetainedState.define(key, Object.class, () -> {
						making.countDown();
						try {
							finish.await();
						}
						catch (InterruptedException ex) {
							throw new IllegalStateException(ex);
						}
						return new Slow(closed);
					});
				}
				static Object thing() { return new Thing(); }
				record Slow(AtomicInteger closed) implements AutoCloseable {
					public void close() { this.closed.incrementAndGet(); }
				}
			}
			class Thing { }
			""";

	private final String key = "discarded." + keys.incrementAndGet();

	private RestartedApplication application;

	@BeforeEach
	void start() throws Exception {
		this.application = new RestartedApplication(MAIN);
	}

	@AfterEach
	void end() throws Exception {
		RetainedGeneration.report();
		this.application.close();
	}

	@Test
	void getsAnErrorForWhateverItDoes() throws Exception {
		ClassLoader first = this.application.restart();
		RetainedState<Object> state = define(first);
		assertThat(state.get()).isEqualTo("made");
		ClassLoader second = this.application.restart();
		String restart = "restart " + RetainedGeneration.number();

		assertStale(state::get, "too late to get", restart);
		assertStale(() -> state.set("late"), "too late to set", restart);
		assertStale(state::remove, "too late to remove", restart);
		assertStale(() -> define(first), "cannot be defined there", restart);
		assertThat(state.key()).isEqualTo(this.key);
		assertThat(define(second).get()).isEqualTo("made");
		assertStale(state::get, "too late to get", restart);
	}

	private void assertStale(ThrowableAssert.ThrowingCallable use, String what, String restart) {
		assertThatExceptionOfType(StaleStateException.class).isThrownBy(use)
			.withMessageContaining("'" + this.key + "', defined at app.Main.define(Main.java:")
			.withMessageContaining(what)
			.withMessageContaining(restart)
			.withMessageContaining("must end when its application context closes");
	}

	@Test
	void itsThreadThatIsMakingAValueGetsAnErrorAndTheValueIsClosed() throws Exception {
		ClassLoader first = this.application.restart();
		CountDownLatch making = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		AtomicInteger closed = new AtomicInteger();
		RetainedState<?> state = (RetainedState<?>) call(first, "Main", "defineSlow", this.key, making, finish, closed);
		FutureTask<Object> task = new FutureTask<>(state::get);
		new Thread(task).start();
		assertThat(making.await(30, TimeUnit.SECONDS)).isTrue();

		ClassLoader second = this.application.restart();
		finish.countDown();

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> task.get(30, TimeUnit.SECONDS))
			.withCauseInstanceOf(StaleStateException.class);
		assertThat(closed).hasValue(1);
		assertThat(define(second).get()).isEqualTo("made");
	}

	@Test
	void itsValueIsRefusedByAStateOfALibrary() throws Exception {
		ClassLoader first = this.application.restart();
		RetainedState<Object> state = RetainedState.define(this.key, Object.class, () -> "made");
		Object old = call(first, "Main", "thing");
		state.set(old);
		assertThat(state.get()).isSameAs(old);

		ClassLoader second = this.application.restart();
		assertThat(state.get()).isEqualTo("made");
		for (Object stale : List.of(old, List.of(old), old.getClass(), new Object[] { old })) {
			assertThatExceptionOfType(StaleStateException.class).isThrownBy(() -> state.set(stale))
				.withMessageContaining("'" + this.key + "', defined at " + getClass().getName())
				.withMessageContaining("app.Thing")
				.withMessageContaining("must end when its application context closes");
		}
		assertThat(state.get()).isEqualTo("made");
		Object current = call(second, "Main", "thing");
		state.set(current);
		assertThat(state.get()).isSameAs(current);
	}

	@Test
	void theMainCopyIsOneFromTheFirstRestartOn() throws Exception {
		RetainedStates states = new RetainedStates();
		Object copy = call(this.application.mainCopy("Main"), "thing");
		RetainedState<Object> library = states
			.define(Definition.of(this.key, Object.class, () -> "made", Retention.walked()));
		library.set(copy);
		@SuppressWarnings("unchecked")
		Class<Object> type = (Class<Object>) copy.getClass();
		RetainedState<Object> own = states
			.define(Definition.of(this.key + " own", type, () -> copy, Retention.walked()));
		assertThat(own.get()).isSameAs(copy);

		states.begin(this.application.load());

		assertThat(library.get()).isEqualTo("made");
		assertThatExceptionOfType(StaleStateException.class).isThrownBy(() -> library.set(copy));
		assertThatExceptionOfType(StaleStateException.class).isThrownBy(own::get);
		assertThatExceptionOfType(StaleStateException.class)
			.isThrownBy(() -> states.define(Definition.of(this.key + " late", type, () -> copy, Retention.walked())));
	}

	@Test
	void itsValuesNeverReachTheNextOneHoweverCloseTheRaceIs() throws Exception {
		RetainedState<Object> state = RetainedState.define(this.key, Object.class, () -> "made");
		Race race = race(200, state::set, () -> state.get());
		assertThat(race.stale).isZero();
		assertThat(race.refused).isPositive();
		assertThat(race.accepted).isPositive();
	}

	@Test
	@Tag("race")
	void aValueThatIsSetAtTheVeryMomentIsRefusedOrDropped() throws Throwable {
		ClassLoader first = this.application.load();
		ClassLoader second = this.application.load();
		Object old = call(first, "Main", "thing");
		Set<String> ways = new HashSet<>();
		Duel.fight(() -> {
			RetainedStates states = new RetainedStates();
			states.begin(first);
			RetainedState<Object> state = states
				.define(Definition.of(this.key, Object.class, () -> "made", Retention.walked()));
			AtomicBoolean refused = new AtomicBoolean();
			return new Duel.Round(() -> {
				states.begin(second);
				return null;
			}, () -> {
				try {
					state.set(old);
				}
				catch (StaleStateException ex) {
					refused.set(true);
				}
				return null;
			}, () -> {
				assertThat(state.valueOrNull()).isNull();
				return ways.add(refused.get() ? "refused" : "dropped");
			});
		}, () -> ways.size() == 2);
	}

	@Test
	void theRaceIsOneThatAnUnguardedFieldLoses() throws Exception {
		Object[] field = { "made" };
		Race race = race(20, (value) -> field[0] = value, () -> field[0]);
		assertThat(race.stale).isPositive();
	}

	// A thread of the old application sets its values while the new one begins.
	private Race race(int rounds, Consumer<Object> set, Supplier<Object> get) throws Exception {
		Race race = new Race();
		ClassLoader loader = this.application.restart();
		for (int round = 0; round < rounds; round++) {
			Object old = call(loader, "Main", "thing");
			ClassLoader next = this.application.load();
			AtomicBoolean end = new AtomicBoolean();
			CountDownLatch started = new CountDownLatch(1);
			FutureTask<Void> writer = new FutureTask<>(() -> {
				while (!end.get()) {
					try {
						set.accept(old);
						race.accepted++;
					}
					catch (StaleStateException ex) {
						race.refused++;
					}
					started.countDown();
				}
			}, null);
			new Thread(writer).start();
			assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
			RetainedGeneration.begin(next);
			for (int i = 0; i < 50; i++) {
				if (get.get() == old) {
					race.stale++;
				}
			}
			end.set(true);
			writer.get(30, TimeUnit.SECONDS);
			if (get.get() == old) {
				race.stale++;
			}
			loader = next;
		}
		return race;
	}

	@SuppressWarnings("unchecked")
	private RetainedState<Object> define(ClassLoader loader) throws Exception {
		return (RetainedState<Object>) call(loader, "Main", "define", this.key);
	}

	// Written by one thread at a time, whose end the next one waits for.
	private static final class Race {

		private int accepted;

		private int refused;

		private int stale;

	}

}
