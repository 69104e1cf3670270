package dev.requeststate.propagation;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.requeststate.LogCapture;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.Duel;
import dev.requeststate.context.Lease;
import dev.requeststate.context.LeaseInfo;
import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Executors whose tasks carry the context, through every end that a task can have.
 */
class ExecutorTests {

	private final Requests requests = new Requests();

	private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>());

	private final ExecutorService executor = Propagating.executorService(this.pool);

	private final CountDownLatch end = new CountDownLatch(1);

	private void see() {
		this.seen.add(this.requests.current());
	}

	// Keeps the pool's only thread busy, for nobody.
	private void block(ExecutorService executor) {
		CountDownLatch begun = new CountDownLatch(1);
		executor.execute(() -> {
			begun.countDown();
			Requests.await(() -> this.end.getCount() == 0);
		});
		Requests.await(() -> begun.getCount() == 0);
	}

	@AfterEach
	void everythingIsGivenBack() throws Exception {
		this.end.countDown();
		this.pool.shutdown();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		this.requests.assertAllClosed();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	/**
	 * How a task is given to an executor.
	 */
	private enum Way {

		EXECUTE {
			@Override
			void give(ExecutorService executor, Runnable task) {
				executor.execute(task);
			}
		},

		EXECUTE_PLAINLY {
			@Override
			void give(ExecutorService executor, Runnable task) {
				Executor plain = Propagating.executor((command) -> executor.execute(command));
				plain.execute(task);
			}
		},

		SUBMIT_RUNNABLE {
			@Override
			void give(ExecutorService executor, Runnable task) {
				executor.submit(task);
			}
		},

		SUBMIT_RUNNABLE_WITH_RESULT {
			@Override
			void give(ExecutorService executor, Runnable task) {
				executor.submit(task, "result");
			}
		},

		SUBMIT_CALLABLE {
			@Override
			void give(ExecutorService executor, Runnable task) {
				executor.submit(Executors.callable(task));
			}
		},

		EXECUTE_FUTURE_TASK {
			@Override
			void give(ExecutorService executor, Runnable task) {
				executor.execute(Propagating.futureTask(Executors.callable(task)));
			}
		};

		abstract void give(ExecutorService executor, Runnable task);

	}

	@ParameterizedTest
	@EnumSource
	void aTaskHasTheContextAndKeepsItOpenUntilItEnds(Way way) {
		Lease alice = this.requests.open("alice");
		block(this.pool);
		alice.run(() -> way.give(this.executor, this::see));
		alice.close();
		assertThat(alice.context().isOpen()).isTrue();
		this.end.countDown();
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	void theContextClosesWithTheLastOfItsTasksWhicheverThatIs() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		ExecutorService executor = Propagating.executorService(threads);
		List<CountDownLatch> ends = List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
		Lease alice = this.requests.open("alice");
		List<Future<?>> tasks = new ArrayList<>();
		alice.run(() -> ends.forEach((taskEnd) -> tasks.add(executor.submit(() -> {
			Requests.await(() -> taskEnd.getCount() == 0);
			see();
		}))));
		alice.close();
		for (int i : new int[] { 1, 2, 0 }) {
			assertThat(alice.context().isOpen()).isTrue();
			ends.get(i).countDown();
			Requests.get(tasks.get(i));
		}
		assertThat(alice.context().isOpen()).isFalse();
		assertThat(this.seen).containsExactly("alice", "alice", "alice");
		threads.shutdown();
	}

	@ParameterizedTest
	@EnumSource
	void aTaskGivenAwayOutsideARequestHasNoneOnTheThreadOfOne(Way way) {
		List<Runnable> given = new ArrayList<>();
		way.give(Propagating.executorService(new KeepingExecutorService(given)), this::see);
		try (Lease bob = this.requests.open("bob")) {
			bob.run(given.get(0));
			bob.run(this::see);
		}
		assertThat(this.seen).containsExactly("nobody", "bob");
	}

	// The control: what an executor that is not wrapped shows such a task.
	@Test
	void aPlainTaskRunByAThreadThatWaitsForAnotherSeesThatThreadsRequest() throws Exception {
		assertThat(helpedBy(this.requests.open("bob"), (pool) -> pool)).isEqualTo("bob");
	}

	@Test
	void aTaskRunByAThreadThatWaitsForAnotherSeesNoRequestIfItHasNone() throws Exception {
		assertThat(helpedBy(this.requests.open("bob"), Propagating::executorService)).isEqualTo("nobody");
	}

	// A worker of a pool of one waits, and so runs what somebody else has submitted.
	private String helpedBy(Lease request, UnaryOperator<ExecutorService> wrapper) throws Exception {
		ForkJoinPool one = new ForkJoinPool(1);
		ExecutorService executor = wrapper.apply(one);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch submitted = new CountDownLatch(1);
		try (request) {
			Future<?> helper = one.submit(() -> request.run(() -> {
				begun.countDown();
				Requests.await(() -> submitted.getCount() == 0);
				ForkJoinTask.helpQuiesce();
			}));
			Requests.await(() -> begun.getCount() == 0);
			Future<String> helped = executor.submit(this.requests::current);
			submitted.countDown();
			Requests.get(helper);
			return Requests.get(helped);
		}
		finally {
			one.shutdown();
		}
	}

	@Test
	void aTaskOfAnotherRequestRunByAThreadThatHelpsSeesItsOwn() throws Exception {
		Lease alice = this.requests.open("alice");
		Lease bob = this.requests.open("bob");
		Callable<String> task = alice.call(() -> Propagating.callable(this.requests::current));
		assertThat(bob.<String, Exception>call(task::call)).isEqualTo("alice");
		alice.close();
		bob.close();
	}

	@ParameterizedTest
	@EnumSource
	void aTaskThatIsRefusedGivesItsLeaseBackAtOnce(Way way) {
		ExecutorService full = Propagating.executorService(full(new ThreadPoolExecutor.AbortPolicy()));
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> way.give(full, this::see)));
			this.requests.assertOpen(alice, 0);
		}
		finally {
			this.end.countDown();
			full.shutdown();
		}
	}

	private ThreadPoolExecutor full(RejectedExecutionHandler handler) {
		ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
				handler);
		block(full);
		full.execute(() -> {
		});
		return full;
	}

	@ParameterizedTest
	@EnumSource
	void aTaskThatItsCallerRunsHasItsContextThere(Way way) {
		ExecutorService full = Propagating.executorService(full(new ThreadPoolExecutor.CallerRunsPolicy()));
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> way.give(full, this::see));
			this.requests.assertOpen(alice, 0);
		}
		finally {
			this.end.countDown();
			full.shutdown();
		}
		assertThat(this.seen).containsExactly("alice");
	}

	@ParameterizedTest
	@EnumSource
	void aTaskThatAHandlerDropsIsGivenUpByTheHandler(Way way) {
		ExecutorService full = Propagating.executorService(full((task, pool) -> Propagating.discard(task)));
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> way.give(full, this::see));
			this.requests.assertOpen(alice, 0);
		}
		finally {
			this.end.countDown();
			full.shutdown();
		}
		assertThat(this.seen).isEmpty();
	}

	// The control of the one before, and of everything here that counts leases.
	@Test
	void aTaskThatIsDroppedSilentlyIsSeenAsALeaseThatWasForgotten() {
		ExecutorService full = Propagating.executorService(full(new ThreadPoolExecutor.DiscardPolicy()));
		RequestContextFactory factory = RequestContextFactory.builder().leaseWarnAfter(Duration.ofMillis(1)).build();
		try (LogCapture log = new LogCapture(OpenContexts.class)) {
			abandon(factory, full);
			Requests.await(() -> {
				factory.openContexts().review();
				return factory.openContexts().overdueLeases() == 1;
			});
			assertThat(factory.openContexts().list()).hasSize(1);
			Requests.await(() -> {
				System.gc();
				factory.openContexts().review();
				return factory.openContexts().abandoned() == 1;
			});
			assertThat(factory.openContexts().list()).isEmpty();
			assertThat(factory.closed()).isZero();
		}
		finally {
			this.end.countDown();
			full.shutdown();
		}
	}

	private static void abandon(RequestContextFactory factory, ExecutorService full) {
		try (Lease request = factory.open(() -> "forgotten")) {
			request.run(() -> full.execute(() -> {
				throw new AssertionError();
			}));
			assertThat(factory.openContexts().leases(request.context())).singleElement()
				.extracting(LeaseInfo::thread)
				.isEqualTo(Thread.currentThread().getName());
		}
	}

	@Test
	void aTaskCancelledBeforeItBeginsGivesItsLeaseBackAtOnce() {
		Lease alice = this.requests.open("alice");
		block(this.pool);
		Future<?> task = alice.call(() -> this.executor.submit(this::see));
		this.requests.assertOpen(alice, 1);
		assertThat(task.cancel(false)).isTrue();
		// The pool has not seen to it yet.
		assertThat(this.pool.getQueue()).hasSize(1);
		this.requests.assertOpen(alice, 0);
		alice.close();
		this.end.countDown();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Requests.get(task));
		Requests.await(() -> this.pool.getCompletedTaskCount() == 2);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void aTaskCancelledWhileItRunsKeepsItsLeaseUntilItEnds() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		Lease alice = this.requests.open("alice");
		Future<?> task = alice.call(() -> this.executor.submit(() -> {
			begun.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			Requests.await(() -> this.end.getCount() == 0);
			see();
		}));
		alice.close();
		Requests.await(() -> begun.getCount() == 0);
		assertThat(task.cancel(true)).isTrue();
		Requests.await(() -> interrupted.getCount() == 0);
		this.requests.assertOpen(alice, 1);
		this.end.countDown();
		Requests.await(() -> !alice.context().isOpen());
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	@Tag("race")
	void aTaskThatBeginsAsItIsCancelledGivesItsLeaseBackOnce() throws Throwable {
		AtomicInteger ran = new AtomicInteger();
		AtomicInteger rounds = new AtomicInteger();
		List<Runnable> given = new ArrayList<>();
		ExecutorService executor = Propagating.executorService(new KeepingExecutorService(given));
		Duel.fight(() -> {
			rounds.incrementAndGet();
			given.clear();
			Lease alice = this.requests.open("alice");
			Future<?> task = alice.call(() -> executor.submit(ran::incrementAndGet));
			alice.close();
			return new Duel.Round(() -> task.cancel(false), () -> {
				given.get(0).run();
				return task;
			}, () -> {
				assertThat(alice.context().isOpen()).isFalse();
				return task;
			});
		}, () -> ran.get() > 0 && ran.get() < rounds.get());
	}

	@Test
	void aTaskThatIsInterruptedOrThrowsGivesItsLeaseBack() {
		Lease alice = this.requests.open("alice");
		alice.run(() -> {
			Future<?> broken = this.executor.submit(() -> {
				throw new IllegalStateException("broken");
			});
			Future<?> interrupted = this.executor.submit(() -> {
				Thread.currentThread().interrupt();
				new CountDownLatch(1).await();
				return "never";
			});
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Requests.get(broken));
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> Requests.get(interrupted));
		});
		this.requests.assertOpen(alice, 0);
		alice.close();
	}

	@Test
	void anExecutedTaskThatThrowsReachesTheThreadsHandler() {
		List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
		this.pool.setThreadFactory((task) -> {
			Thread thread = new Thread(task);
			thread.setUncaughtExceptionHandler((failed, failure) -> uncaught.add(failure));
			return thread;
		});
		Lease alice = this.requests.open("alice");
		alice.run(() -> this.executor.execute(() -> {
			throw new IllegalStateException("broken");
		}));
		alice.close();
		Requests.await(() -> uncaught.size() == 1);
		assertThat(uncaught.get(0)).hasMessage("broken");
	}

	@Test
	void tasksThatWaitAtAShutdownStillRun() throws Exception {
		Lease alice = this.requests.open("alice");
		block(this.pool);
		Future<?> task = alice.call(() -> this.executor.submit(this::see));
		alice.close();
		this.executor.shutdown();
		assertThat(this.executor.isShutdown()).isTrue();
		assertThat(this.executor.isTerminated()).isFalse();
		this.requests.assertOpen(alice, 1);
		this.end.countDown();
		Requests.get(task);
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	void tasksThatNeverBeginGiveTheirLeasesBackAtAnImmediateShutdown() {
		Lease alice = this.requests.open("alice");
		block(this.pool);
		Runnable executed = this::see;
		Future<?> submitted = alice.call(() -> {
			this.executor.execute(executed);
			return this.executor.submit(this::see);
		});
		alice.close();
		this.requests.assertOpen(alice, 2);
		List<Runnable> never = this.executor.shutdownNow();
		assertThat(never).hasSize(2);
		assertThat(never.get(0)).isSameAs(executed);
		assertThat(never.get(1)).isSameAs(submitted);
		assertThat(alice.context().isOpen()).isFalse();
		assertThat(this.seen).isEmpty();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_19, disabledReason = "Executors cannot be closed before JDK 19")
	void anExecutorThatIsClosedRunsWhatWaits() throws Throwable {
		Method close = ExecutorService.class.getMethod("close");
		Lease alice = this.requests.open("alice");
		block(this.pool);
		alice.run(() -> this.executor.execute(this::see));
		alice.close();
		try (Workers workers = new Workers()) {
			Future<?> closed = workers.start("closer", () -> close.invoke(this.executor));
			Requests.await(this.pool::isShutdown);
			this.end.countDown();
			Workers.result(closed);
		}
		assertThat(this.pool.isTerminated()).isTrue();
		assertThat(this.seen).containsExactly("alice");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_19, disabledReason = "Executors cannot be closed before JDK 19")
	void anExecutorWhoseCloseIsInterruptedGivesTheLeasesOfWhatWaitsBack() throws Throwable {
		Method close = ExecutorService.class.getMethod("close");
		Lease alice = this.requests.open("alice");
		block(this.pool);
		alice.run(() -> this.executor.execute(this::see));
		alice.close();
		try (Workers workers = new Workers()) {
			Future<?> closed = workers.start("closer", () -> close.invoke(this.executor));
			Requests.await(this.pool::isShutdown);
			workers.thread(0).interrupt();
			Requests.await(() -> !alice.context().isOpen());
			this.end.countDown();
			Workers.result(closed);
		}
		assertThat(this.seen).isEmpty();
	}

	@Test
	void allOfSeveralTasksHaveTheContext() throws Exception {
		try (Lease alice = this.requests.open("alice")) {
			List<Future<String>> all = alice.<List<Future<String>>, Exception>call(
					() -> this.executor.invokeAll(List.of(this.requests::current, this.requests::current)));
			assertThat(all).hasSize(2);
			for (Future<String> one : all) {
				assertThat(Requests.get(one)).isEqualTo("alice");
			}
			this.requests.assertOpen(alice, 0);
		}
	}

	@Test
	void allOfSeveralTasksHaveTheContextAlsoWithALimitOfTime() throws Exception {
		try (Lease alice = this.requests.open("alice")) {
			List<Future<String>> all = alice.<List<Future<String>>, Exception>call(() -> this.executor
				.invokeAll(List.of(this.requests::current, this.requests::current), 1, TimeUnit.MINUTES));
			assertThat(all).hasSize(2);
			for (Future<String> one : all) {
				assertThat(Requests.get(one)).isEqualTo("alice");
			}
			this.requests.assertOpen(alice, 0);
			assertThat(alice.<String, Exception>call(
					() -> this.executor.invokeAny(List.of(this.requests::current), 1, TimeUnit.MINUTES)))
				.isEqualTo("alice");
		}
	}

	@Test
	void severalTasksWhoseCallerIsInterruptedGiveTheirLeasesBackAtOnce() {
		block(this.pool);
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> {
				Thread.currentThread().interrupt();
				assertThatExceptionOfType(InterruptedException.class)
					.isThrownBy(() -> this.executor.invokeAll(List.of(this.requests::current, this.requests::current)));
			});
			this.requests.assertOpen(alice, 0);
		}
	}

	@Test
	void anExecutorSaysOfItselfWhatTheOneBehindItSays() throws Exception {
		assertThat(this.executor.isShutdown()).isFalse();
		assertThat(this.executor.isTerminated()).isFalse();
		assertThat(this.executor.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
		assertThat(this.executor).hasToString("propagating " + this.pool);
		assertThat(Propagating.executor(new Direct())).hasToString("propagating direct");
		this.executor.shutdown();
		assertThat(this.executor.isShutdown()).isTrue();
		assertThat(this.executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(this.executor.isTerminated()).isTrue();
	}

	private static final class Direct implements Executor {

		@Override
		public void execute(Runnable command) {
			command.run();
		}

		@Override
		public String toString() {
			return "direct";
		}

	}

	@Test
	void severalTasksThatAreOutOfTimeGiveTheirLeasesBackAtOnce() throws Exception {
		block(this.pool);
		try (Lease alice = this.requests.open("alice")) {
			List<Future<String>> all = alice.<List<Future<String>>, Exception>call(() -> this.executor
				.invokeAll(List.of(this.requests::current, this.requests::current), 1, TimeUnit.MILLISECONDS));
			assertThat(all).hasSize(2).allMatch(Future::isCancelled);
			this.requests.assertOpen(alice, 0);
		}
	}

	@Test
	void anyOfSeveralTasksHasTheContextAndTheOthersGiveTheirLeasesBackAtOnce() throws Exception {
		AtomicInteger begun = new AtomicInteger();
		Callable<String> quick = this.requests::current;
		Callable<String> slow = () -> {
			begun.incrementAndGet();
			Requests.await(() -> this.end.getCount() == 0);
			return "slow";
		};
		try (Lease alice = this.requests.open("alice")) {
			String any = alice.<String, Exception>call(() -> this.executor.invokeAny(List.of(quick, slow, slow)));
			assertThat(any).isEqualTo("alice");
			this.requests.assertOpen(alice, begun.get());
			this.end.countDown();
			Requests.await(() -> this.requests.leases(alice) == 0);
		}
	}

	@Test
	void severalTasksOfWhichNoneIsInTimeGiveTheirLeasesBackAtOnce() {
		block(this.pool);
		try (Lease alice = this.requests.open("alice")) {
			alice.run(() -> assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.executor
				.invokeAny(List.of(this.requests::current, this.requests::current), 1, TimeUnit.MILLISECONDS)));
			assertThat(this.pool.getQueue()).isNotEmpty();
			this.requests.assertOpen(alice, 0);
		}
	}

	@Test
	void severalTasksOfWhichOneIsMissingKeepNoLease() {
		try (Lease alice = this.requests.open("alice")) {
			List<Callable<String>> tasks = new ArrayList<>();
			tasks.add(this.requests::current);
			tasks.add(null);
			alice.run(() -> {
				assertThatNullPointerException().isThrownBy(() -> this.executor.invokeAll(tasks));
				assertThatNullPointerException().isThrownBy(() -> this.executor.invokeAny(tasks));
			});
			this.requests.assertOpen(alice, 0);
		}
	}

	@Test
	void wrappingTwiceIsTheSame() {
		assertThat(Propagating.executorService(this.executor)).isSameAs(this.executor);
		assertThat(Propagating.executor(this.executor)).isSameAs(this.executor);
		Executor plain = Propagating.executor(Runnable::run);
		assertThat(Propagating.executor(plain)).isSameAs(plain);
	}

	@Test
	void nullIsRefusedAtOnce() {
		assertThatNullPointerException().isThrownBy(() -> Propagating.executor(null))
			.withMessage("'executor' must not be null");
		assertThatNullPointerException().isThrownBy(() -> Propagating.executorService(null))
			.withMessage("'executor' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.executor.execute(null));
		assertThatNullPointerException().isThrownBy(() -> this.executor.submit((Runnable) null));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads before JDK 21")
	void oneVirtualThreadToEachTaskHasItsContext() throws Throwable {
		ExecutorService threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		ExecutorService executor = Propagating.executorService(threads);
		List<Future<String>> tasks = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			try (Lease request = this.requests.open("user " + i)) {
				tasks.add(request.call(() -> executor.submit(() -> {
					Thread.yield();
					return this.requests.current();
				})));
			}
		}
		for (int i = 0; i < 1000; i++) {
			assertThat(Requests.get(tasks.get(i))).isEqualTo("user " + i);
		}
		executor.shutdown();
		assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void noneOfManyTasksLeaks() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		ExecutorService executor = Propagating.executorService(threads);
		List<Future<String>> tasks = new ArrayList<>();
		List<Lease> open = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			Lease request = this.requests.open("user " + i);
			tasks.add(request.call(() -> executor.submit(this.requests::current)));
			if (i % 2 == 0) {
				request.close();
			}
			else {
				open.add(request);
			}
			if (i % 10 == 0) {
				tasks.get(i).cancel(true);
			}
		}
		for (int i = 0; i < 10_000; i++) {
			if (i % 10 != 0) {
				assertThat(Requests.get(tasks.get(i))).isEqualTo("user " + i);
			}
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		open.forEach((request) -> this.requests.assertOpen(request, 0));
		open.forEach(Lease::close);
	}

	@Test
	void valuesThatNeedEachOtherThroughTasksAreFoundAsACircle() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		ExecutorService executor = Propagating.executorService(threads);
		CountDownLatch bothBegun = new CountDownLatch(2);
		AtomicReference<RequestLocal<String>> second = new AtomicReference<>();
		RequestLocal<String> a = RequestLocal.withInitial("a", () -> readInTask(executor, bothBegun, second.get()));
		RequestLocal<String> b = RequestLocal.withInitial("b", () -> readInTask(executor, bothBegun, a));
		second.set(b);
		try (Lease alice = this.requests.open("alice")) {
			List<Future<String>> readers = alice.call(() -> List.of(executor.submit(a::get), executor.submit(b::get)));
			// Found at once, and not by the creation timeout of 30 seconds.
			for (Future<String> reader : readers) {
				assertThatExceptionOfType(CircularCreationException.class).isThrownBy(() -> Requests.get(reader));
			}
			Requests.await(() -> this.requests.leases(alice) == 0);
		}
		threads.shutdown();
	}

	private static String readInTask(ExecutorService executor, CountDownLatch bothBegun, RequestLocal<String> other) {
		bothBegun.countDown();
		Requests.await(() -> bothBegun.getCount() == 0);
		try {
			return Requests.get(executor.submit(other::get));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Keeps what it is given, for the test to run.
	 */
	private static final class KeepingExecutorService extends AbstractExecutorService {

		private final List<Runnable> given;

		KeepingExecutorService(List<Runnable> given) {
			this.given = given;
		}

		@Override
		public void execute(Runnable command) {
			this.given.add(command);
		}

		@Override
		public void shutdown() {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<Runnable> shutdownNow() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isShutdown() {
			return false;
		}

		@Override
		public boolean isTerminated() {
			return false;
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return false;
		}

	}

}
