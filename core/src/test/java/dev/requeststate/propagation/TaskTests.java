package dev.requeststate.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RunnableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Single tasks and functions that carry the context.
 */
class TaskTests {

	private final Requests requests = new Requests();

	private final List<String> seen = new ArrayList<>();

	private void see() {
		this.seen.add(this.requests.current());
	}

	@AfterEach
	void everythingIsGivenBack() {
		this.requests.assertAllClosed();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	/**
	 * Something wrapped, and how to run it.
	 */
	private record Wrapped(Object wrapper, Callable<?> run) {
	}

	private enum Kind {

		RUNNABLE {
			@Override
			Wrapped wrap(Runnable probe) {
				Runnable task = Propagating.runnable(probe);
				return new Wrapped(task, () -> {
					task.run();
					return "ran";
				});
			}

			@Override
			Object wrapNull() {
				return Propagating.runnable(null);
			}
		},

		CALLABLE {
			@Override
			Wrapped wrap(Runnable probe) {
				Callable<String> task = Propagating.callable(() -> ran(probe));
				return new Wrapped(task, task);
			}

			@Override
			Object wrapNull() {
				return Propagating.callable(null);
			}
		},

		SUPPLIER {
			@Override
			Wrapped wrap(Runnable probe) {
				Supplier<String> task = Propagating.supplier(() -> ran(probe));
				return new Wrapped(task, task::get);
			}

			@Override
			Object wrapNull() {
				return Propagating.supplier(null);
			}
		},

		FUNCTION {
			@Override
			Wrapped wrap(Runnable probe) {
				Function<String, String> task = Propagating.function((argument) -> {
					assertThat(argument).isEqualTo("argument");
					return ran(probe);
				});
				return new Wrapped(task, () -> task.apply("argument"));
			}

			@Override
			Object wrapNull() {
				return Propagating.function(null);
			}
		},

		BI_FUNCTION {
			@Override
			Wrapped wrap(Runnable probe) {
				BiFunction<String, Integer, String> task = Propagating.biFunction((first, second) -> {
					assertThat(first + second).isEqualTo("argument1");
					return ran(probe);
				});
				return new Wrapped(task, () -> task.apply("argument", 1));
			}

			@Override
			Object wrapNull() {
				return Propagating.biFunction(null);
			}
		},

		CONSUMER {
			@Override
			Wrapped wrap(Runnable probe) {
				Consumer<String> task = Propagating.consumer((argument) -> {
					assertThat(argument).isEqualTo("argument");
					probe.run();
				});
				return new Wrapped(task, () -> {
					task.accept("argument");
					return "ran";
				});
			}

			@Override
			Object wrapNull() {
				return Propagating.consumer(null);
			}
		},

		BI_CONSUMER {
			@Override
			Wrapped wrap(Runnable probe) {
				BiConsumer<String, Integer> task = Propagating.biConsumer((first, second) -> {
					assertThat(first + second).isEqualTo("argument1");
					probe.run();
				});
				return new Wrapped(task, () -> {
					task.accept("argument", 1);
					return "ran";
				});
			}

			@Override
			Object wrapNull() {
				return Propagating.biConsumer(null);
			}
		},

		FUTURE_TASK {
			@Override
			Wrapped wrap(Runnable probe) {
				RunnableFuture<String> task = Propagating.futureTask(() -> ran(probe));
				return new Wrapped(task, () -> {
					task.run();
					return Requests.get(task);
				});
			}

			@Override
			Object wrapNull() {
				return Propagating.futureTask(null);
			}
		};

		abstract Wrapped wrap(Runnable probe);

		abstract Object wrapNull();

		private static String ran(Runnable probe) {
			probe.run();
			return "ran";
		}

		Wrapped wrapFor(Lease request, Runnable probe) {
			return request.call(() -> wrap(probe));
		}

	}

	@ParameterizedTest
	@EnumSource
	void whatIsWrappedHasTheContextAndKeepsItOpenUntilItEnds(Kind kind) throws Throwable {
		Lease alice = this.requests.open("alice");
		Wrapped task = kind.wrapFor(alice, () -> {
			see();
			this.requests.assertOpen(alice, 1);
		});
		alice.close();
		this.requests.assertOpen(alice, 1);
		try (Workers workers = new Workers()) {
			assertThat(Workers.<Object>result(workers.start("worker", () -> {
				Object result = task.run().call();
				assertThat(alice.context().isOpen()).isFalse();
				assertThat(RequestContext.currentOrNull()).isNull();
				return result;
			}))).isEqualTo("ran");
		}
		assertThat(this.seen).containsExactly("alice");
	}

	// The control: what a task sees that carries nothing.
	@Test
	void aTaskThatIsNotWrappedSeesTheRequestOfItsThread() {
		try (Lease alice = this.requests.open("alice"); Lease bob = this.requests.open("bob")) {
			Runnable task = alice.call(() -> this::see);
			bob.run(task);
			task.run();
		}
		assertThat(this.seen).containsExactly("bob", "nobody");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsWrappedForOneRequestKeepsItOnTheThreadOfAnother(Kind kind) throws Exception {
		try (Lease alice = this.requests.open("alice"); Lease bob = this.requests.open("bob")) {
			Wrapped task = kind.wrapFor(alice, this::see);
			bob.call(() -> {
				task.run().call();
				see();
				return null;
			});
		}
		assertThat(this.seen).containsExactly("alice", "bob");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsWrappedOutsideARequestHasNoneAlsoOnTheThreadOfOne(Kind kind) throws Exception {
		Wrapped task = kind.wrap(this::see);
		try (Lease bob = this.requests.open("bob")) {
			bob.call(() -> {
				task.run().call();
				see();
				return null;
			});
		}
		assertThat(this.seen).containsExactly("nobody", "bob");
	}

	@ParameterizedTest
	@EnumSource
	void whatThrowsGivesItsLeaseBackAndThrowsTheSame(Kind kind) {
		Lease alice = this.requests.open("alice");
		IllegalStateException broken = new IllegalStateException("broken");
		Wrapped task = kind.wrapFor(alice, () -> {
			throw broken;
		});
		alice.close();
		assertThatThrownBy(() -> task.run().call()).isSameAs(broken);
		assertThat(alice.context().isOpen()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FUTURE_TASK")
	void whatIsRunAgainHasALeaseOfItsOwnForAsLongAsTheContextIsOpen(Kind kind) throws Exception {
		Lease alice = this.requests.open("alice");
		Lease other = alice.context().lease();
		Wrapped task = kind.wrapFor(alice, this::see);
		task.run().call();
		this.requests.assertOpen(alice, 1);
		alice.close();
		task.run().call();
		this.requests.assertOpen(alice, 1);
		other.close();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> task.run().call());
		assertThat(this.seen).containsExactly("alice", "alice");
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDiscardedGivesItsLeaseBackOnce(Kind kind) {
		Lease alice = this.requests.open("alice");
		Wrapped task = kind.wrapFor(alice, this::see);
		this.requests.assertOpen(alice, 1);
		Propagating.discard(task.wrapper());
		this.requests.assertOpen(alice, 0);
		Propagating.discard(task.wrapper());
		this.requests.assertOpen(alice, 0);
		alice.close();
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDiscardedCanStillBeRunWhileTheContextIsOpen(Kind kind) throws Exception {
		Lease alice = this.requests.open("alice");
		Wrapped task = kind.wrapFor(alice, this::see);
		Propagating.discard(task.wrapper());
		task.run().call();
		assertThat(this.seen).containsExactly("alice");
		alice.close();
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDiscardedAndRunTooLateFails(Kind kind) {
		Lease alice = this.requests.open("alice");
		Wrapped task = kind.wrapFor(alice, this::see);
		Propagating.discard(task.wrapper());
		alice.close();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> task.run().call());
		assertThat(this.seen).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whatHasBegunIsNotDiscarded(Kind kind) throws Exception {
		Lease alice = this.requests.open("alice");
		List<Wrapped> tasks = new ArrayList<>();
		tasks.add(kind.wrapFor(alice, () -> {
			Propagating.discard(tasks.get(0).wrapper());
			see();
		}));
		alice.close();
		tasks.get(0).run().call();
		assertThat(this.seen).containsExactly("alice");
	}

	@ParameterizedTest
	@EnumSource
	void anOverrideIsCarriedAsWell(Kind kind) throws Exception {
		Lease alice = this.requests.open("alice");
		List<Wrapped> tasks = new ArrayList<>();
		alice.context().with(this.requests.user(), "admin").run(() -> tasks.add(kind.wrap(this::see)));
		alice.close();
		tasks.get(0).run().call();
		assertThat(this.seen).containsExactly("admin");
		// The override was destroyed as well.
		this.requests.assertDestroyed(2);
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsWrappedForAClosedContext(Kind kind) {
		Lease alice = this.requests.open("alice");
		alice.run(() -> {
			alice.close();
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> kind.wrap(this::see));
		});
	}

	@ParameterizedTest
	@EnumSource
	void nullIsRefusedAtOnce(Kind kind) {
		assertThatNullPointerException().isThrownBy(kind::wrapNull).withMessageMatching("'\\w+' must not be null");
	}

	@Test
	void theTasksOwnClassIsNamedAsTheHolderAlsoOfALaterRun() throws Exception {
		try (Lease alice = this.requests.open("alice")) {
			Held held = new Held(() -> this.requests.holder(alice));
			Supplier<Class<?>> task = alice.call(() -> Propagating.supplier(held));
			assertThat(task.get()).isEqualTo(Held.class);
			assertThat(task.get()).isEqualTo(Held.class);
			assertThat(task).hasToString("a supplier");
		}
	}

	@Test
	void anotherClassIsNamedAsTheHolderWhereThatIsSaid() throws Exception {
		try (Lease alice = this.requests.open("alice")) {
			List<Class<?>> holders = new ArrayList<>();
			Runnable runnable = alice
				.call(() -> Propagating.runnable(() -> holders.add(this.requests.holder(alice)), TaskTests.class));
			runnable.run();
			RunnableFuture<Class<?>> future = alice
				.call(() -> Propagating.futureTask(() -> this.requests.holder(alice), TaskTests.class));
			future.run();
			holders.add(future.get());
			assertThat(holders).containsExactly(TaskTests.class, TaskTests.class);
		}
	}

	private record Held(Supplier<Class<?>> holder) implements Supplier<Class<?>> {

		@Override
		public Class<?> get() {
			return this.holder.get();
		}

		@Override
		public String toString() {
			return "a supplier";
		}

	}

	@Test
	void whatIsWrappedTwiceRunsAsIfOnceAndIsDiscardedWhole() {
		Lease alice = this.requests.open("alice");
		Lease bob = this.requests.open("bob");
		Runnable inner = alice.call(() -> Propagating.runnable(this::see));
		Runnable outer = bob.call(() -> Propagating.runnable(inner));
		outer.run();
		assertThat(this.seen).containsExactly("alice");
		Runnable never = bob.call(() -> Propagating.runnable(alice.call(() -> Propagating.runnable(this::see))));
		this.requests.assertOpen(alice, 1);
		this.requests.assertOpen(bob, 1);
		Propagating.discard(never);
		alice.close();
		bob.close();
	}

	@Test
	void anythingElseMayBeDiscardedWithoutEffect() {
		Propagating.discard("anything");
		Propagating.discard((Runnable) () -> {
		});
	}

	@Test
	void aFunctionForParallelWorkHasTheContextOnEveryThread() throws Exception {
		try (Lease alice = this.requests.open("alice")) {
			Function<Integer, String> user = alice.call(() -> Propagating.function((i) -> this.requests.current()));
			assertThat(inParallel(alice, user)).containsExactly("alice");
			this.requests.assertOpen(alice, 0);
		}
	}

	// The control.
	@Test
	void aPlainFunctionForParallelWorkHasTheContextOnOneThreadOnly() throws Exception {
		try (Lease alice = this.requests.open("alice")) {
			assertThat(inParallel(alice, (i) -> this.requests.current())).containsExactlyInAnyOrder("alice", "nobody");
		}
	}

	// On two threads at least, one of which has the context.
	private static List<String> inParallel(Lease request, Function<Integer, String> function) throws Exception {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		ForkJoinPool pool = new ForkJoinPool(2);
		try {
			return Requests
				.get(pool.submit(() -> request.call(() -> IntStream.range(0, 10_000).boxed().parallel().peek((i) -> {
					if (threads.add(Thread.currentThread())) {
						Requests.await(() -> threads.size() > 1);
					}
				}).map(function).distinct().toList())));
		}
		finally {
			pool.shutdown();
		}
	}

	@Test
	void aFunctionThatIsNeverCalledIsDiscardedByHand() {
		try (Lease alice = this.requests.open("alice")) {
			Function<String, String> user = alice.call(() -> Propagating.function((name) -> this.requests.current()));
			assertThat(Stream.<String>of().map(user)).isEmpty();
			this.requests.assertOpen(alice, 1);
			Propagating.discard(user);
		}
	}

}
