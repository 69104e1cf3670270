package dev.requeststate.retained;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Retained state where nothing restarts.
 */
class RetainedStateTests {

	private final RetainedStates states = new RetainedStates();

	@Test
	void isMadeOnFirstUseAndOnce() {
		AtomicInteger made = new AtomicInteger();
		RetainedState<Object> state = define("once", Object.class, () -> {
			made.incrementAndGet();
			return new Object();
		});
		assertThat(made).hasValue(0);

		Object value = state.get();

		assertThat(state.get()).isSameAs(value);
		assertThat(made).hasValue(1);
		assertThat(state.key()).isEqualTo("once");
	}

	@Test
	void isMadeOnceForManyThreads() throws Exception {
		AtomicInteger made = new AtomicInteger();
		CountDownLatch making = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		RetainedState<Object> state = define("contended", Object.class, () -> {
			making.countDown();
			await(finish);
			return "value " + made.incrementAndGet();
		});
		List<FutureTask<Object>> tasks = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			FutureTask<Object> task = new FutureTask<>(state::get);
			tasks.add(task);
			new Thread(task).start();
		}
		await(making);
		finish.countDown();

		for (FutureTask<Object> task : tasks) {
			assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo("value 1");
		}
		assertThat(made).hasValue(1);
	}

	@Test
	void isReplacedAndTakenOut() {
		CloseCounter first = new CloseCounter();
		RetainedState<CloseCounter> state = define("replaced", CloseCounter.class, CloseCounter::new);
		state.set(first);
		assertThat(state.get()).isSameAs(first);

		CloseCounter second = new CloseCounter();
		state.set(second);
		assertThat(state.remove()).isSameAs(second);
		assertThat(state.remove()).isNull();

		assertThat(state.get()).isNotSameAs(first).isNotSameAs(second);
		assertThat(first.closed).hasValue(0);
		assertThat(second.closed).hasValue(0);
	}

	@Test
	void aValueThatIsSetWhileAnotherIsMadeStaysAndTheOtherIsClosed() throws Exception {
		CloseCounter made = new CloseCounter();
		CloseCounter set = new CloseCounter();
		AtomicReference<RetainedState<CloseCounter>> self = new AtomicReference<>();
		RetainedState<CloseCounter> state = define("set meanwhile", CloseCounter.class, () -> {
			self.get().set(set);
			return made;
		});
		self.set(state);

		assertThat(state.get()).isSameAs(set);
		assertThat(made.closed).hasValue(1);
		assertThat(set.closed).hasValue(0);
	}

	@Test
	void anInitializerThatReturnsNullFails() {
		RetainedState<Object> state = define("null", Object.class, () -> null);

		assertThatIllegalStateException().isThrownBy(state::get)
			.withMessageStartingWith("The initializer of retained state 'null', defined at " + getClass().getName())
			.withMessageEndingWith(", returned null");
	}

	@Test
	void anInitializerThatAsksForItsOwnValueFails() {
		AtomicReference<RetainedState<Object>> self = new AtomicReference<>();
		RetainedState<Object> state = define("self", Object.class, () -> self.get().get());
		self.set(state);

		assertThatIllegalStateException().isThrownBy(state::get)
			.withMessageStartingWith("The initializer of retained state 'self', defined at " + getClass().getName())
			.withMessageEndingWith(", asks for its own value");
	}

	@Test
	void anInitializerThatFailsIsTriedAgain() {
		AtomicInteger tries = new AtomicInteger();
		RetainedState<Object> state = define("fails", Object.class, () -> {
			if (tries.incrementAndGet() == 1) {
				throw new UnsupportedOperationException("not yet");
			}
			return "value";
		});

		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(state::get).withMessage("not yet");
		assertThat(state.get()).isEqualTo("value");
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void aValueOfTheWrongTypeIsRefused() {
		RetainedState state = define("wrong type", String.class, () -> "value");

		assertThatIllegalArgumentException().isThrownBy(() -> state.set(1))
			.withMessageStartingWith("Retained state 'wrong type', defined at ")
			.withMessageEndingWith(", cannot take a java.lang.Integer");
		assertThat(state.get()).isEqualTo("value");
	}

	@Test
	void argumentsAreChecked() {
		RetainedState<String> state = define("arguments", String.class, () -> "value");

		assertThatNullPointerException().isThrownBy(() -> state.set(null)).withMessage("'value' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RetainedState.define(null, String.class, () -> ""))
			.withMessage("'key' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RetainedState.define("key", null, () -> ""))
			.withMessage("'type' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RetainedState.define("key", String.class, null))
			.withMessage("'initializer' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RetainedState.define("key", String.class, () -> "", null))
			.withMessage("'retention' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> RetainedState.define(" ", String.class, () -> ""))
			.withMessage("'key' must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> RetainedState.define("key", int.class, () -> 1))
			.withMessage("'type' must not be primitive");
		assertThatNullPointerException().isThrownBy(() -> Retention.opaque(null))
			.withMessage("'reason' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> Retention.opaque(" "))
			.withMessage("'reason' must not be blank");
		assertThatNullPointerException().isThrownBy(() -> RetainedGeneration.begin(null))
			.withMessage("'loader' must not be null");
		assertThatNullPointerException().isThrownBy(() -> RetainedGeneration.begin(getClass().getClassLoader(), null))
			.withMessage("'survivors' must not be null");
	}

	@Test
	void aSecondDefinitionIsTheFirst() {
		RetainedState<String> first = define("twice", String.class, () -> "first");
		RetainedState<String> second = define("twice", String.class, () -> "second");

		assertThat(second).isSameAs(first);
		assertThat(second.get()).isEqualTo("first");
	}

	@Test
	void aSecondDefinitionWithAnotherTypeOrRetentionFailsAndNamesBothPlaces() {
		RetainedState<String> first = define("conflict", String.class, () -> "first");
		String place = first.toString().replaceFirst(".*defined at ", "");

		assertThatIllegalStateException().isThrownBy(() -> define("conflict", Object.class, () -> "second"))
			.withMessageContaining("with type java.lang.String and walked() at " + place)
			.withMessageContaining("with type java.lang.Object and walked() at " + getClass().getName());
		assertThatIllegalStateException()
			.isThrownBy(() -> this.states
				.define(Definition.of("conflict", String.class, () -> "", Retention.opaque("a reason"))))
			.withMessageContaining("and walked() at " + place)
			.withMessageContaining("and opaque(\"a reason\") at " + getClass().getName());
		assertThat(place).contains("RetainedStateTests.java:");
	}

	@Test
	void theSharedStatesAreDefinedByTheirPlaceToo() {
		RetainedState<String> state = RetainedState.define("shared", String.class, () -> "value");

		assertThat(state)
			.hasToString("RetainedState 'shared', defined at " + state.toString().replaceFirst(".*defined at ", ""));
		assertThat(state.toString()).contains(getClass().getName() + ".theSharedStates");
		assertThat(state.get()).isEqualTo("value");
	}

	@Test
	void aClassLoaderThatRestartsNothingBeginsNoGeneration() {
		this.states.begin(getClass().getClassLoader());
		this.states.begin(ClassLoader.getPlatformClassLoader());

		assertThat(this.states.generation().number()).isZero();
	}

	private <T> RetainedState<T> define(String key, Class<T> type, Supplier<? extends T> initializer) {
		return this.states.define(Definition.of(key, type, initializer, Retention.walked()));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class CloseCounter implements AutoCloseable {

		private final AtomicInteger closed = new AtomicInteger();

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

}
