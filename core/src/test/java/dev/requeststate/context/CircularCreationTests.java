package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values that need each other. The creation timeout is far above the bound of these
 * tests: what ends in time here was found, and did not merely run out.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CircularCreationTests {

	private final List<Throwable> destroyFailures = Collections.synchronizedList(new ArrayList<>());

	private final RequestContextFactory factory = RequestContextFactory.builder()
		.creationTimeout(Duration.ofMinutes(10))
		.observer(new RequestContextObserver() {

			@Override
			public void onDestroyFailed(RequestContext context, String name, Throwable failure) {
				CircularCreationTests.this.destroyFailures.add(failure);
			}

		})
		.build();

	@Test
	void aValueThatNeedsItselfIsAnErrorThatPrintsTheCircle() {
		Needs a = new Needs("a");
		a.needs(() -> a.local.get());
		this.factory.run("circle",
				() -> assertThatExceptionOfType(CircularCreationException.class).isThrownBy(a.local::get)
					.withMessageContaining("request local 'a' (made on thread '" + Thread.currentThread().getName()
							+ "') -> request local 'a'")
					.withMessageContaining("Break the circle"));
	}

	@Test
	void aCircleOfThreeOnOneThreadIsPrintedInTheOrderOfNeed() {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		Needs c = new Needs("c");
		Needs outside = new Needs("outside");
		outside.needs(() -> a.local.get());
		a.needs(() -> b.local.get());
		b.needs(() -> c.local.get());
		c.needs(() -> a.local.get());
		this.factory.run("circle", () -> {
			assertThatExceptionOfType(CircularCreationException.class).isThrownBy(outside.local::get)
				.withMessageContainingAll("'a' (made", "-> request local 'b'", "-> request local 'c'",
						"-> request local 'a'")
				.withMessageNotContaining("outside")
				.withMessageMatching(".*'a'.*'b'.*'c'.*'a'.*");
			assertThat(a.local.getIfPresent()).isNull();
		});
	}

	@Test
	void aBrokenCircleLeavesNothingBehind() {
		Needs a = new Needs("a");
		a.needs(() -> a.local.get());
		this.factory.run("circle", () -> {
			assertThatExceptionOfType(CircularCreationException.class).isThrownBy(a.local::get);
			a.needs(() -> "nothing");
			assertThat(a.local.get()).isEqualTo("a with nothing");
		});
	}

	@Test
	void anInitializerThatCatchesTheErrorFinishesItsValue() {
		Needs a = new Needs("a");
		a.needs(() -> {
			assertThatExceptionOfType(CircularCreationException.class).isThrownBy(a.local::get);
			return "a default";
		});
		this.factory.run("circle", () -> assertThat(a.local.get()).isEqualTo("a with a default"));
	}

	@Test
	void anotherContextInsideAnInitializerIsNoCircle() {
		Needs a = new Needs("a");
		a.needs(() -> this.factory.call("inner", () -> {
			a.needs(() -> "nothing");
			return a.local.get();
		}));
		this.factory.run("outer", () -> assertThat(a.local.get()).isEqualTo("a with a with nothing"));
	}

	@Test
	void twoValuesMadeByTwoThreadsThatNeedEachOtherAreAnErrorForBoth() throws Exception {
		assertThat(failuresOfRing(2)).allSatisfy((failure) -> assertThat(failure)
			.isInstanceOf(CircularCreationException.class)
			.hasMessageContainingAll("'local 0' (made on thread 'maker 0')", "'local 1' (made on thread 'maker 1')"));
	}

	@Test
	void threeValuesMadeByThreeThreadsThatNeedEachOtherAreAnErrorForAll() throws Exception {
		assertThat(failuresOfRing(3))
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(CircularCreationException.class)
				.hasMessageContainingAll("made on thread 'maker 0'", "made on thread 'maker 1'",
						"made on thread 'maker 2'"));
	}

	@Test
	void aRingOfThreadsIsFoundEveryTime() throws Exception {
		for (int i = 0; i < 100; i++) {
			assertThat(failuresOfRing(2 + i % 3))
				.allSatisfy((failure) -> assertThat(failure).isInstanceOf(CircularCreationException.class));
		}
	}

	/**
	 * Each thread makes one value and, once all are being made, needs the next one's.
	 */
	private List<@Nullable Throwable> failuresOfRing(int size) throws Exception {
		CyclicBarrier allBeingMade = new CyclicBarrier(size);
		List<Needs> ring = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			ring.add(new Needs("local " + i));
		}
		List<@Nullable Throwable> failures = new ArrayList<>();
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "ring")) {
			List<Future<String>> makers = new ArrayList<>();
			for (int i = 0; i < size; i++) {
				Needs next = ring.get((i + 1) % size);
				ring.get(i).needs(() -> {
					await(allBeingMade);
					return next.local.get();
				});
				makers.add(workers.start("maker " + i, ring.get(i).readWith(lease)));
			}
			for (Future<String> maker : makers) {
				failures.add(Workers.failure(maker));
			}
		}
		return failures;
	}

	@Test
	void aTaskThatNeedsTheValueWhoseMakerWaitsForItIsAnError() {
		Needs a = new Needs("a");
		try (Workers workers = new Workers()) {
			a.needs(() -> {
				Lease lease = RequestContext.current().lease();
				return result(workers.start("task", () -> {
					try (lease) {
						return a.readWith(lease).call();
					}
				}));
			});
			this.factory.run("circle",
					() -> assertThatExceptionOfType(CircularCreationException.class).isThrownBy(a.local::get)
						.withMessageContaining("request local 'a' (made on thread"));
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void aTaskThatNeedsAValueWhichNeedsItsSubmittersIsAnError() throws Throwable {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		CountDownLatch bothBeingMade = new CountDownLatch(2);
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "circle")) {
			a.needs(() -> {
				countDownAndAwait(bothBeingMade);
				try (Lease mine = RequestContext.current().lease()) {
					return result(workers.start("task", b.readWith(mine)));
				}
			});
			b.needs(() -> {
				countDownAndAwait(bothBeingMade);
				return a.local.get();
			});
			Future<String> makerOfA = workers.start("maker of a", a.readWith(lease));
			Future<String> makerOfB = workers.start("maker of b", b.readWith(lease));
			assertThat(Workers.failure(makerOfA)).isInstanceOf(CircularCreationException.class);
			assertThat(Workers.failure(makerOfB)).isInstanceOf(CircularCreationException.class);
		}
	}

	@Test
	void aTaskOfAMakerMayMakeOtherValues() {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		try (Workers workers = new Workers()) {
			b.needs(() -> "nothing");
			a.needs(() -> {
				try (Lease lease = RequestContext.current().lease()) {
					return result(workers.start("task", b.readWith(lease)));
				}
			});
			this.factory.run("no circle", () -> assertThat(a.local.get()).isEqualTo("a with b with nothing"));
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void twoMakersThatWaitForOneValueAreNoCircle() throws Throwable {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		Needs shared = new Needs("shared");
		CountDownLatch wanted = new CountDownLatch(2);
		a.needs(() -> {
			wanted.countDown();
			return shared.local.get();
		});
		b.needs(() -> {
			wanted.countDown();
			return shared.local.get();
		});
		shared.needs(() -> {
			await(wanted);
			return "nothing";
		});
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "no circle")) {
			Future<String> makerOfA = workers.start("maker of a", a.readWith(lease));
			Future<String> makerOfB = workers.start("maker of b", b.readWith(lease));
			assertThat(Workers.result(makerOfA)).isEqualTo("a with shared with nothing");
			assertThat(Workers.result(makerOfB)).isEqualTo("b with shared with nothing");
		}
	}

	// As where an executor runs a task on its caller, or a thread of a pool helps out.
	@Test
	void aTaskKnowsItsSubmittersValuesAlsoOnAThreadThatIsMakingAnother() throws Throwable {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		BlockingQueue<FutureTask<String>> tasks = new LinkedBlockingQueue<>();
		a.needs(() -> {
			try (Lease lease = RequestContext.current().lease()) {
				FutureTask<String> task = new FutureTask<>(a.readWith(lease));
				tasks.add(task);
				return result(task);
			}
		});
		b.needs(() -> {
			take(tasks).run();
			return "a task";
		});
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "circle")) {
			Future<String> makerOfA = workers.start("maker of a", a.readWith(lease));
			Future<String> makerOfB = workers.start("maker of b", b.readWith(lease));
			assertThat(Workers.failure(makerOfA)).isInstanceOf(CircularCreationException.class);
			assertThat(Workers.result(makerOfB)).isEqualTo("b with a task");
		}
	}

	@Test
	void aTaskKnowsWhatItsThreadIsMakingAlsoWhereItHasSubmittersOfItsOwn() throws Throwable {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		BlockingQueue<FutureTask<String>> tasks = new LinkedBlockingQueue<>();
		a.needs(() -> {
			try (Lease lease = RequestContext.current().lease()) {
				FutureTask<String> task = new FutureTask<>(b.readWith(lease));
				tasks.add(task);
				return result(task);
			}
		});
		b.needs(() -> {
			take(tasks).run();
			return "a task";
		});
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "circle")) {
			Future<String> makerOfA = workers.start("maker of a", a.readWith(lease));
			Future<String> makerOfB = workers.start("maker of b", b.readWith(lease));
			assertThat(Workers.failure(makerOfA)).isInstanceOf(CircularCreationException.class);
			assertThat(Workers.result(makerOfB)).isEqualTo("b with a task");
		}
	}

	@Test
	void twoChainsAreJoinedWithNothingTwice() {
		try (Lease lease = this.factory.open(() -> "chains")) {
			Creation a = creation(lease, "a", null);
			Creation ab = creation(lease, "b", a);
			Creation ac = creation(lease, "c", a);
			assertThat(CreationLink.join(null, ab)).isSameAs(ab);
			assertThat(CreationLink.join(ab, null)).isSameAs(ab);
			assertThat(CreationLink.join(a, ab)).isSameAs(ab);
			assertThat(CreationLink.join(ab, a)).isSameAs(ab);
			List<Creation> joined = new ArrayList<>();
			for (CreationLink link = CreationLink.join(ab, ac); link != null; link = link.parent()) {
				joined.add(link.creation());
			}
			assertThat(joined).containsExactly(ab, ac, a);
		}
	}

	private static Creation creation(Lease lease, String name, @Nullable CreationLink parent) {
		SlotContext context = (SlotContext) lease.context();
		return new Creation(context, context.slot(RequestLocal.named(name)), parent);
	}

	@Test
	void aFinishedValueThatATaskStillCarriesIsInNoCircle() {
		Needs a = new Needs("a");
		Needs b = new Needs("b");
		try (Lease lease = this.factory.open(() -> "finished")) {
			SlotContext context = (SlotContext) lease.context();
			Creation makingA = new Creation(context, context.slot(a.local), null);
			Creation makingB = new Creation(context, context.slot(b.local), null);
			CreationCircles.enter(makingB, makingA);
			assertThatExceptionOfType(CircularCreationException.class)
				.isThrownBy(() -> CreationCircles.enter(makingA, makingB));
			makingA.finish(null);
			// The maker of b is awake but has not left; a task of the maker of a goes on.
			CreationCircles.enter(makingA, makingB);
			CreationCircles.exit(makingA, makingB);
			CreationCircles.exit(makingB, makingA);
		}
	}

	@Test
	void aWaitEndsWithTheLastOfThoseWhoWait() {
		try (Lease lease = this.factory.open(() -> "waits")) {
			Creation waiting = creation(lease, "waiting", null);
			Creation awaited = creation(lease, "awaited", null);
			for (int i = 0; i < 3; i++) {
				CreationCircles.enter(waiting, awaited);
			}
			for (int i = 0; i < 2; i++) {
				CreationCircles.exit(waiting, awaited);
				assertThat(waiting.awaited()).containsExactly(awaited);
			}
			CreationCircles.exit(waiting, awaited);
			assertThat(waiting.awaited()).isEmpty();
		}
	}

	@Test
	void whoHasGotAValueWaitsForItNoMore() throws Throwable {
		CountDownLatch beingMade = new CountDownLatch(1);
		CountDownLatch waitedFor = new CountDownLatch(1);
		Needs first = new Needs("first");
		first.needs(() -> {
			beingMade.countDown();
			await(waitedFor);
			return "nothing";
		});
		Needs second = new Needs("second");
		second.needs(() -> {
			String value = first.local.get();
			assertThat(CurrentFrame.currentCreation().creation().awaited()).isEmpty();
			return value;
		});
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "waits")) {
			Future<String> makerOfFirst = workers.start("maker of first", first.readWith(lease));
			await(beingMade);
			Future<String> makerOfSecond = workers.start("maker of second", second.readWith(lease));
			Awaitility.await().until(() -> workers.thread(1).getState() == Thread.State.TIMED_WAITING);
			waitedFor.countDown();
			assertThat(Workers.result(makerOfFirst)).isEqualTo("first with nothing");
			assertThat(Workers.result(makerOfSecond)).isEqualTo("second with first with nothing");
		}
	}

	@Test
	void aDestroyerThatNeedsTheValueBeingMadeIsAnErrorAndNoStandStill() {
		Needs a = new Needs("a");
		RequestLocal<String> replaced = RequestLocal.named("replaced", (value) -> a.local.get());
		a.needs(() -> {
			replaced.set("new");
			return "nothing";
		});
		this.factory.run("circle", () -> {
			replaced.set("old");
			assertThat(a.local.get()).isEqualTo("a with nothing");
			assertThat(this.destroyFailures).singleElement().isInstanceOf(CircularCreationException.class);
		});
	}

	@Test
	void whoWaitsGoesOnBeforeAValueThatCameTooLateIsDestroyed() throws Throwable {
		CountDownLatch beingMade = new CountDownLatch(1);
		CountDownLatch setMeanwhile = new CountDownLatch(1);
		CountDownLatch madeByTheWaiter = new CountDownLatch(1);
		RequestLocal<String> late = RequestLocal.withInitial("late", () -> {
			beingMade.countDown();
			await(setMeanwhile);
			return "late";
		}, (value) -> {
			if (value.equals("late")) {
				await(madeByTheWaiter);
			}
		});
		Needs waiting = new Needs("waiting");
		waiting.needs(late::get);
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "late")) {
			Future<String> maker = workers.start("maker", () -> {
				try (Binding binding = lease.bind()) {
					return late.get();
				}
			});
			await(beingMade);
			Future<String> waiter = workers.start("waiter", () -> {
				String value = waiting.readWith(lease).call();
				madeByTheWaiter.countDown();
				return value;
			});
			Awaitility.await().until(() -> workers.thread(1).getState() == Thread.State.TIMED_WAITING);
			try (Binding binding = lease.bind()) {
				late.set("set meanwhile");
			}
			setMeanwhile.countDown();
			assertThat(Workers.result(maker)).isEqualTo("set meanwhile");
			assertThat(Workers.result(waiter)).isEqualTo("waiting with set meanwhile");
		}
		assertThat(this.destroyFailures).isEmpty();
	}

	private static String result(Future<String> task) {
		try {
			return Workers.result(task);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	private static FutureTask<String> take(BlockingQueue<FutureTask<String>> tasks) {
		try {
			return Objects.requireNonNull(tasks.poll(10, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void countDownAndAwait(CountDownLatch latch) {
		latch.countDown();
		await(latch);
	}

	/**
	 * A local whose initial value needs something that is said later.
	 */
	private static final class Needs {

		private final AtomicReference<Supplier<String>> needed = new AtomicReference<>(() -> "nothing");

		private final RequestLocal<String> local;

		Needs(String name) {
			this.local = RequestLocal.withInitial(name, () -> name + " with " + this.needed.get().get());
		}

		void needs(Supplier<String> needed) {
			this.needed.set(needed);
		}

		Callable<String> readWith(Lease lease) {
			return () -> {
				try (Binding binding = lease.bind()) {
					return this.local.get();
				}
			};
		}

	}

}
