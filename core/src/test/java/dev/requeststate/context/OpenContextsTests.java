package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import dev.requeststate.LogCapture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a factory knows of its open contexts, and what it does about those that stay.
 */
class OpenContextsTests {

	private final List<String> destroyed = new ArrayList<>();

	private final RequestLocal<String> local = RequestLocal.named("local", this.destroyed::add);

	private final RequestContextFactory factory = RequestContextFactory.builder()
		.leaseWarnAfter(Duration.ofNanos(1))
		.build();

	private final OpenContexts open = this.factory.openContexts();

	@Test
	void theOldestAreListedFirstAndNoMoreThanAskedFor() {
		List<RequestContext> opened = new ArrayList<>();
		List<Lease> leases = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			Lease lease = this.factory.open(() -> "request");
			leases.add(lease);
			opened.add(lease.context());
		}
		assertThat(this.open.size()).isEqualTo(300);
		assertThat(this.open.oldest(3)).containsExactlyElementsOf(opened.subList(0, 3));
		leases.get(1).close();
		assertThat(this.open.oldest(3)).containsExactly(opened.get(0), opened.get(2), opened.get(3));
		assertThat(this.open.oldest(0)).isEmpty();
		assertThat(this.open.oldest(1000)).hasSize(299);
		assertThatIllegalArgumentException().isThrownBy(() -> this.open.oldest(-1)).withMessageContaining("'max'");
		leases.forEach(Lease::close);
	}

	@Test
	void valuesAreListedByNameOnly() {
		RequestLocal<String> absent = RequestLocal.withInitial("absent", () -> "value");
		try (Lease lease = this.factory.open(() -> "request")) {
			lease.run(() -> {
				absent.get();
				this.local.set("secret");
				absent.remove();
			});
			assertThat(this.open.values(lease.context())).containsExactly("local");
		}
	}

	@Test
	void leasesAreCountedAndTheOldestHasItsAge() {
		Lease own = this.factory.open(() -> "request");
		assertThat(this.open.heldLeases()).isZero();
		assertThat(this.open.oldestLease()).isZero();
		Lease lease = own.context().lease();
		own.context().lease().close();
		assertThat(this.open.heldLeases()).isEqualTo(1);
		Awaitility.await().until(() -> this.open.oldestLease().compareTo(Duration.ZERO) > 0);
		lease.close();
		assertThat(this.open.heldLeases()).isZero();
		own.close();
	}

	@Test
	void theAgeOfALeaseCountsFromTheFirstLookAtIt() {
		Lease own = this.factory.open(() -> "request");
		Lease lease = own.context().lease();
		assertThat(this.open.leases(own.context())).extracting(LeaseInfo::age).containsExactly(Duration.ZERO);
		lease.close();
		own.close();
	}

	@Test
	void aContextIsListedWhileItIsOpen() {
		Lease first = this.factory.open(() -> "first");
		Lease second = this.factory.open(() -> "second");
		assertThat(this.open.list()).containsExactlyInAnyOrder(first.context(), second.context());
		Lease lease = first.context().lease();
		first.close();
		assertThat(this.open.list()).containsExactlyInAnyOrder(first.context(), second.context());
		lease.close();
		assertThat(this.open.list()).containsExactly(second.context());
		second.close();
		assertThat(this.open.list()).isEmpty();
	}

	@Test
	void aContextIsListedAfterAReviewAsWell() {
		Lease request = this.factory.open(() -> "request");
		this.open.review();
		this.open.review();
		assertThat(this.open.list()).containsExactly(request.context());
		request.close();
		assertThat(this.open.list()).isEmpty();
		this.open.review();
		assertThat(this.open.abandoned()).isZero();
	}

	@Test
	@Tag("race")
	void noneIsLostOrLeftOverWhenManyThreadsOpenAndCloseMoreThanThereIsRoomFor() throws Throwable {
		int threads = 4;
		try (Workers workers = new Workers()) {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<List<Lease>>> results = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				results.add(workers.start("opener " + i, () -> openAndClose(start)));
			}
			start.countDown();
			List<Lease> left = new ArrayList<>();
			for (Future<List<Lease>> result : results) {
				left.addAll(Workers.result(result));
			}
			assertThat(left).hasSizeGreaterThan(1000);
			assertThat(this.open.list())
				.containsExactlyInAnyOrderElementsOf(left.stream().map(Lease::context).toList());
			left.forEach(Lease::close);
			assertThat(this.open.list()).isEmpty();
		}
	}

	private List<Lease> openAndClose(CountDownLatch start) throws InterruptedException {
		start.await();
		List<Lease> mine = new ArrayList<>();
		for (int i = 0; i < 3000; i++) {
			mine.add(this.factory.open(() -> "request"));
			if (i % 500 == 0) {
				this.open.review();
			}
			if (i % 2 == 0) {
				mine.remove(ThreadLocalRandom.current().nextInt(mine.size())).close();
			}
		}
		return mine;
	}

	@Test
	void aLeaseSaysWhoHoldsIt() {
		Lease request = this.factory.open(() -> "GET /orders");
		Lease first = request.context().leaseFor(Runnable.class);
		Lease second = request.context().lease();
		assertThat(this.open.leases(request.context())).extracting(LeaseInfo::holder)
			.containsExactly(null, Runnable.class);
		assertThat(this.open.leases(request.context())).extracting(LeaseInfo::thread)
			.containsOnly(Thread.currentThread().getName());
		first.close();
		assertThat(this.open.leases(request.context())).extracting(LeaseInfo::holder).containsExactly((Class<?>) null);
		second.close();
		assertThat(this.open.leases(request.context())).isEmpty();
		request.close();
	}

	@Test
	void aClosedContextKeepsNoLease() {
		Lease request = this.factory.open(() -> "request");
		Lease last = request.context().lease();
		request.close();
		assertThat(((RootContext) request.context()).lastLease()).isSameAs(last);
		last.close();
		assertThat(((RootContext) request.context()).lastLease()).isNull();
	}

	@Test
	void closedLeasesDoNotPileUpBehindOpenOnes() {
		Lease request = this.factory.open(() -> "request");
		RootContext context = (RootContext) request.context();
		List<Lease> kept = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			Lease lease = context.lease();
			if (i % 1000 == 0) {
				kept.add(lease);
			}
			else {
				lease.close();
			}
		}
		assertThat(context.openLeases())
			.containsExactlyInAnyOrderElementsOf(kept.stream().map(HeldLease.class::cast).toList());
		int length = 0;
		for (HeldLease lease = context.lastLease(); lease != null; lease = lease.next()) {
			length++;
		}
		assertThat(length).isLessThan(50);
		kept.forEach(Lease::close);
		request.close();
	}

	@Test
	void closedLeasesDoNotPileUpBehindManyThatAreOpenAtAnyTime() {
		Lease request = this.factory.open(() -> "request");
		RootContext context = (RootContext) request.context();
		Deque<Lease> open = new ArrayDeque<>();
		for (int i = 0; i < 10_000; i++) {
			open.add(context.lease());
			if (open.size() > 100) {
				open.remove().close();
			}
		}
		assertThat(context.openLeases()).hasSize(100);
		int length = 0;
		for (HeldLease lease = context.lastLease(); lease != null; lease = lease.next()) {
			length++;
		}
		assertThat(length).isLessThan(200);
		open.forEach(Lease::close);
		request.close();
	}

	@Test
	void aLeaseOfADerivedContextIsListedWithItsRequest() {
		Lease request = this.factory.open(() -> "request");
		Lease lease = request.context().with(this.local, "other").call(() -> RequestContext.current().lease());
		assertThat(this.open.leases(request.context())).hasSize(1);
		assertThat(this.open.leases(lease.context())).hasSize(1);
		lease.close();
		request.close();
	}

	@Test
	void aLeaseHeldTooLongIsReportedOnceWithWhoHoldsIt() {
		Lease request = this.factory.open(() -> "GET /orders");
		Lease lease = request.context().leaseFor(Runnable.class);
		try (LogCapture log = new LogCapture(LeaseWatch.class)) {
			reviewUntil(() -> this.open.overdueLeases() == 1);
			this.open.review();
			assertThat(this.open.overdueLeases()).isOne();
			assertThat(log.messages()).singleElement()
				.asString()
				.contains("GET /orders", request.context().id(), "java.lang.Runnable",
						Thread.currentThread().getName());
		}
		assertThat(this.open.leases(request.context())).singleElement().extracting(LeaseInfo::taken).isNull();
		Lease again = request.context().leaseFor(Runnable.class);
		assertThat(this.open.leases(request.context()).get(0).taken()).isNotNull()
			.satisfies((taken) -> assertThat(taken.getStackTrace()).extracting(StackTraceElement::getMethodName)
				.contains("aLeaseHeldTooLongIsReportedOnceWithWhoHoldsIt"));
		lease.close();
		again.close();
		request.close();
	}

	@Test
	void aLeaseGivenBackInTimeIsNotReported() {
		RequestContextFactory patient = RequestContextFactory.builder().leaseWarnAfter(Duration.ofHours(1)).build();
		Lease request = patient.open(() -> "request");
		Lease lease = request.context().lease();
		patient.openContexts().review();
		patient.openContexts().review();
		assertThat(patient.openContexts().overdueLeases()).isZero();
		lease.close();
		request.close();
	}

	@Test
	void aLeaseThatIsYoungEnoughIsNotClosedByForce() {
		RequestContextFactory lenient = RequestContextFactory.builder().leaseMaxAge(Duration.ofHours(1)).build();
		Lease request = lenient.open(() -> "request");
		Lease lease = request.context().lease();
		request.close();
		lenient.openContexts().review();
		lenient.openContexts().review();
		assertThat(lease.context().isOpen()).isTrue();
		lease.close();
		assertThat(lenient.closed()).isOne();
	}

	@Test
	void aLeaseThatIsTooOldIsClosedByForceAndTheContextWithIt() {
		RequestContextFactory strict = RequestContextFactory.builder().leaseMaxAge(Duration.ofNanos(1)).build();
		Lease request = strict.open(() -> "request");
		request.run(() -> this.local.set("value"));
		Lease lease = request.context().leaseFor(Runnable.class);
		request.close();
		try (LogCapture log = new LogCapture(LeaseWatch.class)) {
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
				strict.openContexts().review();
				return strict.closed() == 1;
			});
			assertThat(log.messages()).singleElement().asString().contains("java.lang.Runnable");
		}
		assertThat(this.destroyed).containsExactly("value");
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(lease::bind);
		lease.close();
		assertThat(this.destroyed).hasSize(1);
	}

	// A destroyer is anybody's code, and no lock may be held while it runs.
	@Test
	void aDestroyerMayWaitForAThreadThatLooksAtLeasesWhileOneIsClosedByForce() throws Exception {
		RequestContextFactory factory = RequestContextFactory.builder().leaseMaxAge(Duration.ofNanos(1)).build();
		try (Workers workers = new Workers(); Lease other = factory.open(() -> "other")) {
			List<Object> listed = new ArrayList<>();
			RequestLocal<String> local = RequestLocal.named("local",
					(value) -> listed.add(workers.start("looks", () -> factory.openContexts().leases(other.context()))
						.get(5, TimeUnit.SECONDS)));
			Lease request = factory.open(() -> "request");
			request.run(() -> local.set("value"));
			request.context().lease();
			request.close();
			Awaitility.await().until(() -> {
				factory.openContexts().review();
				return !request.context().isOpen();
			});
			assertThat(listed).containsExactly(List.of());
		}
	}

	@Test
	void timesOfLeasesAreAboveZero() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RequestContextFactory.builder().leaseWarnAfter(Duration.ZERO))
			.withMessageContaining("'warnAfter' must be above zero");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RequestContextFactory.builder().leaseMaxAge(Duration.ofMillis(-1)))
			.withMessageContaining("'maxAge' must be above zero");
	}

	@Test
	void aContextThatNobodyCanCloseAnyMoreIsReportedAndForgotten() {
		Lease reachable = this.factory.open(() -> "reachable");
		String id = forgetOne();
		try (LogCapture log = new LogCapture(ContextCells.class)) {
			reviewUntil(() -> {
				System.gc();
				return this.open.abandoned() == 1;
			});
			assertThat(log.messages()).singleElement().asString().contains(id, "forgotten");
		}
		assertThat(this.open.list()).containsExactly(reachable.context());
		reachable.close();
		assertThat(this.open.abandoned()).isOne();
	}

	private String forgetOne() {
		Lease forgotten = this.factory.open(() -> "forgotten");
		String id = forgotten.context().id();
		forgotten.context().lease();
		forgotten.close();
		return id;
	}

	@Test
	void whoWaitsForTheEndIsWokenByTheLastClose() throws Throwable {
		Lease first = this.factory.open(() -> "first");
		Lease second = this.factory.open(() -> "second");
		assertThat(this.open.awaitClosed(Duration.ofMillis(1))).isFalse();
		try (Workers workers = new Workers()) {
			Future<Boolean> waiting = workers.start("waiter", () -> this.open.awaitClosed(Duration.ofMinutes(1)));
			first.close();
			Awaitility.await().until(() -> workers.thread(0).getState() == Thread.State.TIMED_WAITING);
			assertThat(waiting.isDone()).isFalse();
			second.close();
			assertThat(Workers.result(waiting)).isTrue();
		}
		assertThat(this.open.awaitClosed(Duration.ZERO)).isTrue();
	}

	@Test
	void waitingForTheEndCanBeInterrupted() throws Throwable {
		Lease request = this.factory.open(() -> "request");
		try (Workers workers = new Workers()) {
			Future<Boolean> waiting = workers.start("waiter", () -> this.open.awaitClosed(Duration.ofMinutes(1)));
			workers.thread(0).interrupt();
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> Workers.result(waiting));
		}
		request.close();
	}

	@Test
	void closingByForceDestroysOnceWhoeverHoldsWhat() {
		Lease request = this.factory.open(() -> "request");
		request.run(() -> this.local.set("value"));
		Lease lease = request.context().lease();
		List<String> seen = new ArrayList<>();
		request.context().afterResponse(() -> seen.add("ran"));
		assertThat(this.open.closeByForce()).containsExactly(request.context());
		assertThat(this.destroyed).containsExactly("value");
		assertThat(this.open.list()).isEmpty();
		assertThat(this.factory.closed()).isOne();
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> request.context().lease());
		assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(lease::bind)
			.withMessageContaining("was closed");
		lease.close();
		request.close();
		assertThat(request.context().isOpen()).isFalse();
		assertThat(this.destroyed).hasSize(1);
		assertThat(this.factory.closed()).isOne();
		assertThat(this.open.closeByForce()).isEmpty();
		assertThat(seen).isEmpty();
		assertThat(this.factory.afterResponsePending()).isZero();
		assertThat(this.factory.afterResponseFailures()).isOne();
	}

	@Test
	void closingByForceLeavesAloneWhatIsClosingAlready() {
		List<RequestContext> forced = new ArrayList<>();
		RequestLocal<String> impatient = RequestLocal.named("impatient", (value) -> {
			this.destroyed.add(value);
			forced.addAll(this.open.closeByForce());
		});
		this.factory.run("request", () -> {
			this.local.set("made first");
			impatient.set("made last");
		});
		assertThat(forced).isEmpty();
		assertThat(this.destroyed).containsExactly("made last", "made first");
		assertThat(this.factory.closed()).isOne();
	}

	private void reviewUntil(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			this.open.review();
			return condition.getAsBoolean();
		});
	}

}
