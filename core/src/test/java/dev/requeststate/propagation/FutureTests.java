package dev.requeststate.propagation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Futures whose functions have the context that was current where they were given,
 * whoever completes the future.
 * <p>
 * The methods are found by reflection: one that a later JDK adds is tested as well, and
 * fails unless it is overridden.
 */
class FutureTests {

	private static final Set<Class<?>> FUNCTIONS = Set.of(Runnable.class, Supplier.class, Function.class,
			BiFunction.class, Consumer.class, BiConsumer.class, Callable.class);

	private final Requests requests = new Requests();

	private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

	private final ExecutorService pool = Executors.newSingleThreadExecutor();

	private void see() {
		this.seen.add(this.requests.current());
	}

	@AfterEach
	void everythingIsGivenBack() throws Exception {
		this.pool.shutdown();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		Requests.await(() -> this.requests.factory().openContexts().list().isEmpty());
		this.requests.assertAllClosed();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	static Stream<Method> methodsWithFunctions() {
		return Stream.of(CompletableFuture.class.getMethods(), CompletionStage.class.getMethods())
			.flatMap(Arrays::stream)
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
			.filter((method) -> Arrays.stream(method.getParameterTypes()).anyMatch(FUNCTIONS::contains))
			.map(FutureTests::ofFuture)
			.distinct()
			// The JVM has them in an order of its own each time.
			.sorted(Comparator.comparing(Method::toString));
	}

	static Stream<Method> methodsWithEitherOfTwo() {
		return methodsWithFunctions().filter((method) -> method.getName().contains("Either"));
	}

	static Stream<Method> methodsWithExecutors() {
		return methodsWithFunctions()
			.filter((method) -> Arrays.asList(method.getParameterTypes()).contains(Executor.class));
	}

	private static Method ofFuture(Method method) {
		try {
			return CompletableFuture.class.getMethod(method.getName(), method.getParameterTypes());
		}
		catch (NoSuchMethodException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void everyMethodThatTakesAFunctionIsOverridden() {
		List<Method> methods = methodsWithFunctions().toList();
		assertThat(methods).hasSizeGreaterThanOrEqualTo(44);
		assertThat(methods).allSatisfy((method) -> assertThat(
				PropagatingFuture.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
			.isNotNull());
	}

	/**
	 * Call a method of a future, with a function that sees what is current, or fails.
	 */
	private CompletableFuture<?> call(Method method, CompletableFuture<String> future, Executor executor) {
		return call(method, future, new CompletableFuture<String>(), executor, () -> {
			see();
			return "seen";
		});
	}

	private static CompletableFuture<?> call(Method method, CompletableFuture<String> future,
			CompletionStage<String> other, Executor executor, Supplier<?> probe) {
		Object[] arguments = Arrays.stream(method.getParameterTypes())
			.map((type) -> argument(method, type, other, executor, probe))
			.toArray();
		try {
			return (CompletableFuture<?>) method.invoke(future, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (RuntimeException) ex.getCause();
		}
		catch (IllegalAccessException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Object argument(Method method, Class<?> type, CompletionStage<String> other, Executor executor,
			Supplier<?> probe) {
		Supplier<Object> result = () -> {
			Object seen = probe.get();
			return method.getName().contains("ompose") ? CompletableFuture.completedFuture(seen) : seen;
		};
		if (type == Runnable.class) {
			return (Runnable) result::get;
		}
		if (type == Supplier.class) {
			return result;
		}
		if (type == Function.class) {
			return (Function<Object, Object>) (argument) -> result.get();
		}
		if (type == BiFunction.class) {
			return (BiFunction<Object, Object, Object>) (first, second) -> result.get();
		}
		if (type == Consumer.class) {
			return (Consumer<Object>) (argument) -> result.get();
		}
		if (type == BiConsumer.class) {
			return (BiConsumer<Object, Object>) (first, second) -> result.get();
		}
		if (type == CompletionStage.class) {
			return other;
		}
		if (type == Executor.class) {
			return executor;
		}
		throw new AssertionError("No argument for " + method);
	}

	private static boolean isForFailure(Method method) {
		return method.getName().startsWith("exceptionally");
	}

	private static boolean isForBoth(Method method) {
		return method.getName().contains("Both") || method.getName().contains("Combine");
	}

	private static void complete(Method method, CompletableFuture<String> future) {
		if (method.getName().equals("completeAsync")) {
			return;
		}
		if (isForFailure(method)) {
			future.completeExceptionally(new IllegalStateException("broken"));
		}
		else {
			future.complete("done");
		}
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void aFunctionHasTheContextWhereItWasGivenWhoeverCompletesTheFuture(Method method) {
		Lease alice = this.requests.open("alice");
		Lease bob = this.requests.open("bob");
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		CompletableFuture<String> other = new CompletableFuture<>();
		// The executor is at work for somebody else as well.
		Executor executor = (task) -> this.pool.execute(() -> bob.run(task));
		CompletableFuture<?> result = alice.call(() -> call(method, future, other, executor, () -> {
			see();
			return "seen";
		}));
		alice.close();
		bob.run(() -> {
			if (isForBoth(method)) {
				other.complete("other");
			}
			complete(method, future);
		});
		Requests.await(() -> this.seen.size() == 1);
		assertThat(this.seen).containsExactly("alice");
		assertThat(result).isInstanceOf(PropagatingFuture.class);
		Requests.await(() -> !alice.context().isOpen());
		awaitTasks(executor);
		bob.close();
	}

	private static void awaitTasks(Executor executor) {
		CountDownLatch done = new CountDownLatch(1);
		executor.execute(done::countDown);
		Requests.await(() -> done.getCount() == 0);
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void aFunctionGivenOutsideARequestHasNone(Method method) {
		Lease bob = this.requests.open("bob");
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		Executor executor = (task) -> this.pool.execute(() -> bob.run(task));
		CompletableFuture<String> other = new CompletableFuture<>();
		call(method, future, other, executor, () -> {
			see();
			return "seen";
		});
		bob.run(() -> {
			if (isForBoth(method)) {
				other.complete("other");
			}
			complete(method, future);
		});
		Requests.await(() -> this.seen.size() == 1);
		assertThat(this.seen).containsExactly("nobody");
		awaitTasks(executor);
		bob.close();
	}

	// The control: what a plain future shows.
	@Test
	void aPlainFutureShowsItsFunctionsTheRequestOfWhoeverCompletesIt() {
		CompletableFuture<String> future = new CompletableFuture<>();
		try (Lease alice = this.requests.open("alice"); Lease bob = this.requests.open("bob")) {
			alice.run(() -> future.thenRun(this::see));
			bob.run(() -> future.complete("done"));
		}
		assertThat(this.seen).containsExactly("bob");
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void aFunctionGivenToACompleteFutureRuns(Method method) {
		CompletableFuture<String> source = new CompletableFuture<>();
		complete(method, source);
		Lease alice = this.requests.open("alice");
		CompletableFuture<?> result = alice.call(() -> {
			CompletableFuture<String> future = method.getName().equals("completeAsync")
					? Propagating.future(new CompletableFuture<>()) : Propagating.future(source);
			return call(method, future, CompletableFuture.completedFuture("other"), this.pool, () -> {
				see();
				return "seen";
			});
		});
		alice.close();
		assertThat(result).isInstanceOf(PropagatingFuture.class);
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).containsExactly("alice");
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void theResultIsThatOfAPlainFuture(Method method) throws Exception {
		CompletableFuture<String> plain = new CompletableFuture<>();
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		CompletableFuture<?> expected = callWithOther(method, plain);
		CompletableFuture<?> result = callWithOther(method, future);
		complete(method, plain);
		complete(method, future);
		assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(expected.get(30, TimeUnit.SECONDS));
	}

	// What takes either of two takes the other one, which is complete.
	private CompletableFuture<?> callWithOther(Method method, CompletableFuture<String> future) {
		return call(method, future, CompletableFuture.completedFuture("other"), this.pool, () -> "seen");
	}

	// A plain stage that is complete makes plain futures of itself.
	@ParameterizedTest
	@MethodSource("methodsWithEitherOfTwo")
	void aCompletePlainStageBesideTheFutureChangesNothing(Method method) {
		Lease alice = this.requests.open("alice");
		CompletableFuture<?> result = alice.call(() -> call(method, Propagating.future(new CompletableFuture<>()),
				CompletableFuture.completedFuture("other"), this.pool, () -> {
					see();
					return "seen";
				}));
		alice.close();
		assertThat(result).isInstanceOf(PropagatingFuture.class);
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).containsExactly("alice");
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void aFunctionThatIsNeverCalledGivesItsLeaseBackWhenItsFutureIsCancelled(Method method) {
		Lease alice = this.requests.open("alice");
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		CompletableFuture<?> result = alice.call(() -> call(method, future, (task) -> {
		}));
		if (!method.getName().equals("completeAsync") || method.getParameterCount() == 2) {
			this.requests.assertOpen(alice, 1);
		}
		alice.close();
		result.cancel(false);
		Requests.await(() -> !alice.context().isOpen());
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void aFunctionThatIsNeverCalledGivesItsLeaseBackWhenTheFutureEndsTheOtherWay(Method method) {
		Lease alice = this.requests.open("alice");
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		CompletableFuture<String> other = new CompletableFuture<>();
		alice.run(() -> call(method, future, other, this.pool, () -> {
			see();
			return "seen";
		}));
		alice.close();
		if (isForFailure(method)) {
			future.complete("done");
		}
		else {
			other.completeExceptionally(new IllegalStateException("broken"));
			future.completeExceptionally(new IllegalStateException("broken"));
		}
		Requests.await(() -> !alice.context().isOpen());
		boolean called = method.getName().startsWith("handle") || method.getName().startsWith("when");
		if (!method.getName().equals("completeAsync")) {
			assertThat(this.seen).hasSize(called ? 1 : 0);
		}
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void aFunctionThatThrowsGivesItsLeaseBack(Method method) {
		Lease alice = this.requests.open("alice");
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		CompletableFuture<String> other = CompletableFuture.completedFuture("other");
		CompletableFuture<?> result = alice.call(() -> call(method, future, other, this.pool, () -> {
			throw new IllegalArgumentException("of the function");
		}));
		alice.close();
		complete(method, future);
		Requests.await(() -> result.isDone() && !alice.context().isOpen());
	}

	@ParameterizedTest
	@MethodSource("methodsWithExecutors")
	void aFunctionThatIsRefusedByItsExecutorGivesItsLeaseBack(Method method) {
		Executor full = (task) -> {
			throw new RejectedExecutionException("full");
		};
		Lease alice = this.requests.open("alice");
		CompletableFuture<String> source = new CompletableFuture<>();
		complete(method, source);
		for (CompletableFuture<String> plain : List.of(source, new CompletableFuture<String>())) {
			CompletableFuture<String> future = Propagating.future(plain);
			alice.run(() -> {
				try {
					call(method, future, CompletableFuture.completedFuture("other"), full, () -> "never");
				}
				catch (RejectedExecutionException ex) {
					assertThat(method.getName()).isEqualTo("completeAsync");
				}
			});
			complete(method, future);
			this.requests.assertOpen(alice, 0);
		}
		alice.close();
	}

	@ParameterizedTest
	@MethodSource("methodsWithFunctions")
	void whatIsMissingIsRefusedAtOnceAndKeepsNoLease(Method method) {
		try (Lease alice = this.requests.open("alice")) {
			CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
			for (int i = 0; i < method.getParameterCount(); i++) {
				int missing = i;
				Runnable refused = () -> assertThatNullPointerException()
					.isThrownBy(() -> callWithout(missing, method, future));
				refused.run();
				alice.run(refused);
				this.requests.assertOpen(alice, 0);
			}
		}
	}

	private void callWithout(int missing, Method method, CompletableFuture<String> future) throws Throwable {
		Object[] arguments = Arrays.stream(method.getParameterTypes())
			.map((type) -> argument(method, type, new CompletableFuture<>(), this.pool, () -> "never"))
			.toArray();
		arguments[missing] = null;
		try {
			method.invoke(future, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	@Test
	void noFunctionIsTakenForAClosedContext() {
		Lease alice = this.requests.open("alice");
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		alice.run(() -> {
			alice.close();
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> future.thenRun(this::see));
		});
	}

	@Test
	void aSupplierHasTheContextAndWhatComesOfItsFutureHasItsOwn() throws Exception {
		Lease alice = this.requests.open("alice");
		Lease bob = this.requests.open("bob");
		CompletableFuture<String> supplied = alice
			.call(() -> Propagating.supplyAsync(this.requests::current, this.pool));
		CompletableFuture<String> combined = bob
			.call(() -> supplied.thenApply((user) -> user + " and " + this.requests.current()));
		alice.close();
		bob.close();
		assertThat(Requests.get(combined)).isEqualTo("alice and bob");
		assertThat(supplied.defaultExecutor()).isSameAs(this.pool);
		assertThat(combined.defaultExecutor()).isSameAs(this.pool);
	}

	@Test
	void aTaskHasTheContextAndIsNamedAsTheHolderOfItsLease() throws Exception {
		Lease alice = this.requests.open("alice");
		List<Runnable> given = new ArrayList<>();
		Runnable task = this::see;
		CompletableFuture<Void> future = alice.call(() -> Propagating.runAsync(task, given::add));
		assertThat(this.requests.holder(alice)).isEqualTo(task.getClass());
		alice.close();
		given.get(0).run();
		assertThat(Requests.get(future)).isNull();
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	void aSupplierThatIsCancelledBeforeItBeginsGivesItsLeaseBackAtOnce() {
		List<Runnable> given = new ArrayList<>();
		Lease alice = this.requests.open("alice");
		CompletableFuture<String> future = alice
			.call(() -> Propagating.supplyAsync(this.requests::current, given::add));
		alice.close();
		this.requests.assertOpen(alice, 1);
		future.cancel(false);
		assertThat(alice.context().isOpen()).isFalse();
		given.get(0).run();
		assertThat(future).isCancelled();
	}

	@Test
	void aSupplierThatIsRefusedGivesItsLeaseBack() {
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> Propagating.supplyAsync(this.requests::current, (task) -> {
					throw new RejectedExecutionException("full");
				})));
			this.requests.assertOpen(alice, 0);
		}
	}

	@Test
	void aFutureCompletesAsItsStageDoes() throws Exception {
		assertThat(Requests.get(Propagating.future(CompletableFuture.completedStage("done")))).isEqualTo("done");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Requests
				.get(Propagating.future(CompletableFuture.failedFuture(new IllegalStateException("broken")))))
			.withMessage("broken");
	}

	@Test
	void wrappingTwiceIsTheSame() {
		CompletableFuture<String> future = Propagating.future(new CompletableFuture<>());
		assertThat(Propagating.future(future)).isSameAs(future);
	}

	@Test
	void aFutureThatRunsOutOfTimeGivesTheLeasesOfItsFunctionsBack() {
		Lease alice = this.requests.open("alice");
		alice.run(() -> Propagating.future(new CompletableFuture<String>())
			.orTimeout(1, TimeUnit.MILLISECONDS)
			.thenRun(this::see));
		alice.close();
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).isEmpty();
	}

	/**
	 * Documented in {@link Propagating#future}: the JDK makes plain futures there.
	 */
	@Test
	void whatIsNotCovered() {
		CompletableFuture<String> plain = new CompletableFuture<>();
		CompletableFuture<String> ours = Propagating.future(new CompletableFuture<>());
		try (Lease alice = this.requests.open("alice"); Lease bob = this.requests.open("bob")) {
			alice.run(() -> {
				CompletableFuture.allOf(ours).thenRun(this::see);
				CompletableFuture.anyOf(ours, plain).thenRun(this::see);
				plain.thenCombine(ours, (first, second) -> first).thenRun(this::see);
				plain.thenCompose((value) -> ours).thenRun(this::see);
				ours.minimalCompletionStage().thenRun(this::see);
			});
			bob.run(() -> {
				plain.complete("done");
				ours.complete("done");
			});
		}
		assertThat(this.seen).hasSize(5).containsOnly("bob");
	}

	@Test
	void whatIsNotCoveredIsWhenItIsWrappedAgain() {
		CompletableFuture<String> plain = new CompletableFuture<>();
		CompletableFuture<String> ours = Propagating.future(new CompletableFuture<>());
		try (Lease alice = this.requests.open("alice"); Lease bob = this.requests.open("bob")) {
			alice.run(() -> {
				Propagating.future(CompletableFuture.allOf(ours)).thenRun(this::see);
				Propagating.future(CompletableFuture.anyOf(ours, plain)).thenRun(this::see);
				Propagating.future(plain.thenCombine(ours, (first, second) -> first)).thenRun(this::see);
				Propagating.future(plain.thenCompose((value) -> ours)).thenRun(this::see);
				Propagating.future(ours.minimalCompletionStage()).thenRun(this::see);
				ours.thenCombine(plain, (first, second) -> first).thenRun(this::see);
				ours.copy().thenRun(this::see);
			});
			bob.run(() -> {
				plain.complete("done");
				ours.complete("done");
			});
		}
		assertThat(this.seen).hasSize(7).containsOnly("alice");
	}

}
