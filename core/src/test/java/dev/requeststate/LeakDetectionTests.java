package dev.requeststate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Leak;
import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.LeakKind;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.Workers;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.propagation.RequestStateThreadLocalAccessor;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What becomes of contexts, bindings and leases that nobody ends as they should. Outside
 * of the library's own packages: a report names the first line that is.
 */
class LeakDetectionTests {

	private static final String HERE = LeakDetectionTests.class.getName();

	private final List<Leak> told = new ArrayList<>();

	private final RequestContextFactory factory = factory(LeakDetection.STRICT);

	private final ExecutorService pool = Executors.newSingleThreadExecutor((task) -> new Thread(task, "pool-thread"));

	private RequestContextFactory factory(LeakDetection detection) {
		return RequestContextFactory.builder().leakDetection(detection).observer(new RequestContextObserver() {

			@Override
			public void onLeak(Leak leak) {
				LeakDetectionTests.this.told.add(leak);
			}

		}).build();
	}

	@AfterEach
	void close() throws InterruptedException {
		Frame.restore(null);
		this.pool.shutdownNow();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aContextThatNobodyClosesIsReportedWithWhoOpenedIt() {
		String id = openAndForget();
		reviewUntilFound();
		Leak leak = only(LeakKind.CONTEXT_NOT_CLOSED);
		assertThat(leak.message())
			.startsWith("A context was never closed: request " + id + " (GET /cart) was opened at ")
			.contains("opened at " + HERE + ".openAndForget(LeakDetectionTests.java:", here(),
					"Nobody has ended the request", "Likely cause: the lease that RequestContextFactory.open()",
					"with try-with-resources");
		assertOpened(leak, "openAndForget");
		assertThat(this.factory.openContexts().abandoned()).isOne();
	}

	@Test
	void aRequestThatTheContainerNeverEndsIsReportedAtTheFilterWithItsName() throws Exception {
		startAndForget();
		reviewUntilFound();
		assertThat(this.factory.leaks().recent()).singleElement().satisfies((leak) -> {
			assertThat(leak.kind()).isEqualTo(LeakKind.CONTEXT_NOT_CLOSED);
			assertThat(leak.place()).isEqualTo("RequestStateFilter, for GET /cart");
			assertThat(leak.message()).contains("a container did not say that its request is over");
		});
	}

	private void startAndForget() throws Exception {
		MockHttpServletRequest forgotten = new MockHttpServletRequest("GET", "/cart");
		forgotten.setAsyncSupported(true);
		new RequestStateFilter(this.factory, List.of(), RequestInfoMode.LAZY).doFilter(forgotten,
				new MockHttpServletResponse(), (request, response) -> request.startAsync());
		assertThat(this.factory.openContexts().size()).isOne();
	}

	private String openAndForget() {
		return this.factory.open(() -> "GET /cart").context().id();
	}

	@Test
	void aLeaseThatNobodyClosesIsReportedWithWhoTookItAndNotTheContext() throws Exception {
		String id = this.pool.submit(this::takeAndForget).get(10, TimeUnit.SECONDS);
		reviewUntilFound();
		Leak leak = only(LeakKind.LEASE_NOT_CLOSED);
		assertThat(leak.message()).startsWith("A lease of request " + id + " (GET /cart) was never closed")
			.contains("taken at " + HERE + ".takeAndForget(LeakDetectionTests.java:", "on thread 'pool-thread'",
					"for java.lang.Runnable", "has ended on thread 'pool-thread'",
					"Likely cause: the task that it was taken for was dropped", "finally");
		assertOpened(leak, "takeAndForget");
	}

	@Test
	void anOpenLeaseSaysWhichLineOfTheApplicationHasTakenIt() {
		try (Lease request = this.factory.open(() -> "GET /cart"); Lease byHand = request.context().lease()) {
			assertThat(this.factory.openContexts().leases(request.context())).singleElement().satisfies((lease) -> {
				assertThat(lease.place())
					.startsWith(HERE + ".anOpenLeaseSaysWhichLineOfTheApplicationHasTakenIt(LeakDetectionTests.java:");
				// What the place spares its reader: the stack begins in the library.
				assertThat(lease.taken()).isNotNull()
					.extracting((taken) -> taken.getStackTrace()[0].getClassName())
					.isNotEqualTo(HERE);
			});
		}
	}

	@Test
	void whereALeaseWasTakenIsNotKnownOfAContextThatNothingFollows() {
		RequestContextFactory plain = RequestContextFactory.builder().build();
		try (Lease request = plain.open(() -> "GET /cart"); Lease byHand = request.context().lease()) {
			assertThat(plain.openContexts().leases(request.context())).singleElement()
				.satisfies((lease) -> assertThat(lease.place()).isNull());
		}
	}

	private String takeAndForget() {
		try (Lease request = this.factory.open(() -> "GET /cart")) {
			request.context().leaseFor(Runnable.class);
			request.context().lease().close();
			return request.context().id();
		}
	}

	@Test
	void aTaskThatIsDroppedIsReportedWithWhoSubmittedIt() {
		dropATask();
		reviewUntilFound();
		Leak leak = only(LeakKind.LEASE_NOT_CLOSED);
		assertThat(leak.message()).contains(HERE + ".lambda$dropATask$");
	}

	private void dropATask() {
		Executor dropping = (task) -> {
		};
		this.factory.run("GET /cart", () -> dropping.execute(Propagating.runnable(() -> {
		})));
	}

	@Test
	void aLeaseOfAFollowedContextSaysWhereItWasTaken() {
		try (Lease request = this.factory.open(() -> "GET /cart"); Lease lease = request.context().lease()) {
			assertThat(this.factory.openContexts().leases(lease.context())).singleElement()
				.satisfies((info) -> assertThat(info.taken()).isNotNull()
					.hasMessage("The lease was taken here, on thread '" + Thread.currentThread().getName() + "'"));
		}
		assertClean();
	}

	@Test
	void aBindingLeftOpenIsReportedWhenTheBlockAroundItEnds() {
		try (Lease outer = this.factory.open(() -> "GET /books"); Lease inner = this.factory.open(() -> "GET /cart")) {
			outer.run(() -> leaveOpen(inner));
			Leak leak = only(LeakKind.BINDING_NOT_CLOSED);
			assertThat(leak.message()).startsWith("A binding of " + inner.context() + " was not closed")
				.contains("opened at " + HERE + ".leaveOpen(LeakDetectionTests.java:", here(),
						"when the block of " + outer.context() + " around it ended", "Likely cause: bind() without",
						"try-with-resources, or use a block");
			assertOpened(leak, "leaveOpen");
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	private static Binding leaveOpen(Lease lease) {
		return lease.bind();
	}

	@Test
	void aBindingLeftOpenInATaskOfAnExecutorIsReported() throws Exception {
		try (Lease request = this.factory.open(() -> "GET /cart")) {
			Runnable task = request.call(() -> Propagating.runnable(() -> leaveOpen(request)));
			this.pool.submit(task).get(10, TimeUnit.SECONDS);
			assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains("on thread 'pool-thread'",
					"when the block of " + request.context());
		}
	}

	@Test
	void aBindingLeftOpenInADispatchOfTheFilterIsReported() throws Exception {
		RequestStateFilter filter = new RequestStateFilter(this.factory, List.of(), RequestInfoMode.LAZY);
		filter.doFilter(new MockHttpServletRequest("GET", "/books"), new MockHttpServletResponse(),
				(request, response) -> RequestContext.current().lease().close());
		assertClean();
		filter.doFilter(new MockHttpServletRequest("GET", "/cart"), new MockHttpServletResponse(),
				(request, response) -> RequestContext.current().bind());
		assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).containsPattern(
				"A binding of request \\w+ \\(GET /cart\\) was not closed.* the block of request \\w+ \\(GET /cart\\)");
		assertThat(this.factory.closed()).isEqualTo(2);
	}

	@Test
	void aBindingLeftOpenByADestroyerIsReported() {
		RequestLocal<String> local = RequestLocal.named("local", (value) -> {
			Lease other = this.factory.open(() -> "other");
			leaveOpen(other);
			other.close();
		});
		this.factory.run("GET /cart", () -> local.set("value"));
		assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains("leaveOpen", "(other)",
				"(GET /cart) around it");
	}

	@Test
	void aBindingLeftOpenByAnInitialValueIsReported() {
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			leaveOpen((Lease) RequestContext.current());
			return "value";
		});
		this.factory.run("GET /cart", local::get);
		assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains("leaveOpen");
	}

	@Test
	void aBindingLeftOpenByAThreadThatHasEndedIsReported() throws Throwable {
		try (Lease request = this.factory.open(() -> "GET /cart"); Workers workers = new Workers()) {
			Workers.result(workers.start("short-lived", () -> leaveOpen(request)));
			workers.thread(0).join();
			assertThat(this.factory.openContexts().threads(request.context())).containsExactly("short-lived");
			this.factory.openContexts().review();
			assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains("leaveOpen",
					"on thread 'short-lived', which has ended with it", request.context().toString());
			assertThat(this.factory.openContexts().threads(request.context())).isEmpty();
		}
	}

	@Test
	void aBindingClosedOnAnotherThreadIsReportedWithBoth() throws Throwable {
		try (Lease request = this.factory.open(() -> "GET /cart"); Workers workers = new Workers()) {
			try (Binding binding = leaveOpen(request)) {
				Future<?> thief = workers.start("thief", () -> {
					closeElsewhere(binding);
					return "closed";
				});
				assertThat(Workers.failure(thief)).isInstanceOf(IllegalStateException.class)
					.hasMessageContaining("closed on thread 'thief'");
				Leak leak = only(LeakKind.BINDING_CLOSED_ELSEWHERE);
				assertThat(leak.message())
					.startsWith("A binding of " + request.context() + " was closed on another thread than its own")
					.contains("opened at " + HERE + ".leaveOpen(", here(), "thread 'thief' tried to close it",
							"Likely cause: the end of asynchronous work", "Hand a lease, not a binding");
				assertOpened(leak, "leaveOpen");
				assertCloser(leak, "closeElsewhere");
				assertThat(RequestContext.current()).isSameAs(request.context());
			}
			assertThat(this.factory.leaks().count()).isOne();
		}
	}

	@Test
	void aBindingThatManyThreadsTryToCloseIsOneLeak() throws Throwable {
		try (Lease request = this.factory.open(() -> "GET /cart"); Workers workers = new Workers()) {
			try (Binding binding = leaveOpen(request)) {
				for (int i = 0; i < 2; i++) {
					Workers.failure(workers.start("thief " + i, () -> {
						closeElsewhere(binding);
						return "closed";
					}));
				}
			}
		}
		assertThat(only(LeakKind.BINDING_CLOSED_ELSEWHERE).message()).contains("thread 'thief 0' tried");
		assertThat(this.factory.leaks().count()).isOne();
	}

	private static void closeElsewhere(Binding binding) {
		binding.close();
	}

	@Test
	void aBindingThatHasEndedIsNoLeakWhenAnotherThreadClosesItAgain() throws Throwable {
		try (Lease request = this.factory.open(() -> "GET /cart"); Workers workers = new Workers()) {
			Binding binding = request.bind();
			binding.close();
			Workers.result(workers.start("other", () -> assertThatIllegalStateException().isThrownBy(binding::close)));
		}
		assertClean();
	}

	@Test
	void aBindingClosedOutOfOrderIsReportedWithTheCloser() {
		try (Lease one = this.factory.open(() -> "GET /books"); Lease two = this.factory.open(() -> "GET /cart")) {
			Binding outer = one.bind();
			Binding inner = leaveOpen(two);
			closeTheOuter(outer);
			inner.close();
			Leak leak = only(LeakKind.BINDING_CLOSED_OUT_OF_ORDER);
			assertThat(leak.message()).startsWith("A binding of " + two.context() + " was not closed in order")
				.contains("opened at " + HERE + ".leaveOpen(", here(), "when the binding of " + one.context(),
						"Likely cause: bindings that are closed by hand", "Close the inner one first");
			assertOpened(leak, "leaveOpen");
			assertCloser(leak, "closeTheOuter");
		}
	}

	private static void closeTheOuter(Binding binding) {
		binding.close();
	}

	@Test
	void aThreadThatWentBackToItsPoolWithAContextIsReportedByAReviewAfterItsNextBlock() throws Exception {
		Lease first = this.factory.open(() -> "GET /cart");
		this.pool.submit(() -> leaveOpen(first)).get(10, TimeUnit.SECONDS);
		first.close();
		try (Lease next = this.factory.open(() -> "GET /books")) {
			this.pool.submit(() -> next.run(() -> {
			})).get(10, TimeUnit.SECONDS);
			awaitAWhile();
			this.factory.openContexts().review();
			Leak leak = only(LeakKind.THREAD_STILL_BOUND);
			assertThat(leak.message()).startsWith("Thread 'pool-thread' still has a context bound that is closed: ")
				.contains(first.context() + ", closed on thread '" + Thread.currentThread().getName() + "'",
						"opened at " + HERE + ".leaveOpen(", "thread of a pool",
						"the last lease of the context was closed inside the binding", "try-with-resources");
			assertOpened(leak, "leaveOpen");
			this.pool.submit(() -> next.run(() -> {
			})).get(10, TimeUnit.SECONDS);
		}
		review();
		assertThat(this.factory.leaks().count()).as("one binding is one leak").isOne();
	}

	@Test
	void aThreadThatWentOnOutsideOfRequestsIsReportedByAReviewAfterIt() throws Exception {
		Lease request = this.factory.open(() -> "GET /cart");
		this.pool.submit(() -> leaveOpen(request)).get(10, TimeUnit.SECONDS);
		request.close();
		this.pool.submit(() -> Frame.none().close()).get(10, TimeUnit.SECONDS);
		awaitAWhile();
		this.factory.openContexts().review();
		assertThat(only(LeakKind.THREAD_STILL_BOUND).message()).contains(request.context() + ", closed on",
				"leaveOpen");
	}

	@Test
	void aThreadThatEndsWithAContextThatIsClosedIsReported() throws Throwable {
		Lease request = this.factory.open(() -> "GET /cart");
		try (Workers workers = new Workers()) {
			Workers.result(workers.start("short-lived", () -> leaveOpen(request)));
			request.close();
			workers.thread(0).join();
			this.factory.openContexts().review();
			assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains("leaveOpen",
					"on thread 'short-lived', which has ended with it", request.context() + ", closed on");
		}
	}

	@Test
	void aThreadThatEndsInASnapshotTakenUpAfterTheRequestIsReported() throws Throwable {
		Lease request = this.factory.open(() -> "GET /cart");
		Frame frame = request.call(Frame::here);
		request.close();
		review();
		try (Workers workers = new Workers()) {
			Workers.result(workers.start("short-lived", () -> frame.reopen()));
			workers.thread(0).join();
			this.factory.openContexts().review();
			assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains(
					"on thread 'short-lived', which has ended with it",
					"a scope of a context snapshot that was not closed");
		}
	}

	@Test
	void aBindingThatStaysBehindAnotherOneOfItsClosedContextIsReported() throws Exception {
		Lease request = this.factory.open(() -> "GET /cart");
		this.pool.submit(() -> leaveOpen(request)).get(10, TimeUnit.SECONDS);
		try (Binding binding = request.bind()) {
			request.close();
		}
		reviewUntilFound();
		assertThat(only(LeakKind.THREAD_STILL_BOUND).message()).startsWith("Thread 'pool-thread' still has");
	}

	@Test
	void aThreadThatStaysInItsPoolWithAContextIsReportedByAReviewAWhileLater() throws Exception {
		Lease request = this.factory.open(() -> "GET /cart");
		this.pool.submit(() -> leaveOpen(request)).get(10, TimeUnit.SECONDS);
		this.factory.openContexts().review();
		request.close();
		this.factory.openContexts().review();
		this.factory.openContexts().review();
		assertThat(this.factory.leaks().count()).as("it may be about to be closed").isZero();
		reviewUntilFound();
		Leak leak = only(LeakKind.THREAD_STILL_BOUND);
		assertThat(leak.message()).startsWith("Thread 'pool-thread' still has a context bound that is closed: ")
			.contains(request.context() + ", closed on thread '", ".leaveOpen(");
		assertOpened(leak, "leaveOpen");
		review();
		assertThat(this.factory.leaks().count()).isOne();
	}

	@Test
	void aBindingThatIsClosedBetweenTheReviewsIsNoLeak() throws Exception {
		Lease request = this.factory.open(() -> "GET /cart");
		Binding binding = this.pool.submit(() -> leaveOpen(request)).get(10, TimeUnit.SECONDS);
		request.close();
		this.factory.openContexts().review();
		this.pool.submit(binding::close).get(10, TimeUnit.SECONDS);
		review();
		assertClean();
	}

	@Test
	void aLastLeaseThatIsClosedInsideItsBindingIsNoLeakWhenAnotherFrameOpens() {
		Lease request = this.factory.open(() -> "GET /cart");
		try (Binding binding = request.bind()) {
			request.close();
			this.factory.run("other", this::review);
		}
		review();
		assertClean();
	}

	@Test
	void howLongABindingWasOpenBeforeItsContextWasClosedDoesNotCount() {
		Lease request = this.factory.open(() -> "GET /cart");
		try (Binding binding = request.bind()) {
			this.factory.run("other", () -> {
			});
			awaitAWhile();
			request.close();
			this.factory.openContexts().review();
			assertThat(this.factory.leaks().count()).as("it may be about to be closed").isZero();
		}
		assertClean();
	}

	@Test
	void aContextBoundByNobodyElseIsAbandonedAllTheSame() throws Exception {
		this.pool.submit(() -> {
			try (Binding binding = this.factory.open(() -> "GET /cart").bind()) {
				return binding.requestContext();
			}
		}).get(10, TimeUnit.SECONDS);
		reviewUntilFound();
		only(LeakKind.CONTEXT_NOT_CLOSED);
	}

	@Test
	void eachPlaceIsToldOnceAndCountedEachTime() {
		try (Lease outer = this.factory.open(() -> "GET /books"); Lease inner = this.factory.open(() -> "GET /cart")) {
			for (int i = 0; i < 3; i++) {
				outer.run(() -> leaveOpen(inner));
			}
			outer.run(() -> leaveOpenSomewhereElse(inner));
		}
		assertThat(this.told).extracting(Leak::times).containsExactly(1L, 1L);
		assertThat(this.factory.leaks().recent()).extracting(Leak::times).containsExactly(3L, 1L);
		assertThat(this.factory.leaks().recent()).extracting(Leak::place)
			.satisfiesExactly((place) -> assertThat(place).startsWith(HERE + ".leaveOpen(LeakDetectionTests.java:"),
					(place) -> assertThat(place).startsWith(HERE + ".leaveOpenSomewhereElse("));
		assertThat(this.factory.leaks().count()).isEqualTo(4);
		assertThat(this.factory.leaks().count(LeakKind.BINDING_NOT_CLOSED)).isEqualTo(4);
		assertThat(this.factory.leaks().count(LeakKind.LEASE_NOT_CLOSED)).isZero();
	}

	private static Binding leaveOpenSomewhereElse(Lease lease) {
		return lease.bind();
	}

	@Test
	void theThreadsThatAContextIsBoundOnAreKnown() throws Throwable {
		try (Lease request = this.factory.open(() -> "GET /cart"); Workers workers = new Workers()) {
			assertThat(this.factory.openContexts().threads(request.context())).isEmpty();
			CountDownLatch bound = new CountDownLatch(1);
			CountDownLatch end = new CountDownLatch(1);
			Future<?> other = workers.start("worker", () -> {
				request.run(() -> {
					bound.countDown();
					await(end);
				});
				return "";
			});
			await(bound);
			try (Binding binding = request.bind(); Binding again = request.bind()) {
				assertThat(this.factory.openContexts().threads(request.context()))
					.containsExactlyInAnyOrder(Thread.currentThread().getName(), "worker");
			}
			end.countDown();
			Workers.result(other);
			assertThat(this.factory.openContexts().threads(request.context())).isEmpty();
		}
		assertClean();
	}

	@Test
	void aCleanProgramHasNoLeaks() throws Exception {
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> "value");
		RequestStateThreadLocalAccessor snapshots = new RequestStateThreadLocalAccessor();
		Lease request = this.factory.open(() -> "GET /cart");
		request.run(() -> {
			local.get();
			RequestContext.current().with(local, "other").run(local::get);
			RequestContext.run("job", local::get);
			Frame before = snapshots.getValue();
			snapshots.setValue(Frame.here());
			snapshots.restore(assertPresent(before));
			try (Binding none = Frame.none(); Binding again = request.bind()) {
				local.get();
			}
			RequestContext.current().afterResponse(local::get);
		});
		Lease lease = request.context().lease();
		this.pool.submit(() -> {
			try (lease; Binding binding = lease.bind()) {
				return local.get();
			}
		}).get(10, TimeUnit.SECONDS);
		Runnable task = request.call(() -> Propagating.runnable(local::get));
		request.close();
		this.pool.submit(task).get(10, TimeUnit.SECONDS);
		review();
		assertThat(this.factory.closed()).isEqualTo(this.factory.opened()).isPositive();
		assertClean();
	}

	private static Frame assertPresent(@Nullable Frame frame) {
		assertThat(frame).isNotNull();
		return frame;
	}

	@Test
	void aBindingClosedInsideABlockIsNoLeakAndEndsNothingElse() {
		try (Lease request = this.factory.open(() -> "GET /cart"); Binding outer = request.bind()) {
			Binding inner = request.bind();
			request.run(inner::close);
			assertThat(this.factory.openContexts().threads(request.context())).hasSize(1);
		}
		assertClean();
	}

	@Test
	void aSnapshotWhoseScopeIsNotClosedIsReported() {
		try (Lease request = this.factory.open(() -> "GET /cart")) {
			request.run(() -> new RequestStateThreadLocalAccessor().setValue(Frame.here()));
		}
		assertThat(only(LeakKind.BINDING_NOT_CLOSED).message())
			.contains("Likely cause: a scope of a context snapshot that was not closed");
	}

	// It promises nothing: work that was given a snapshot may go on for long after the
	// request.
	@Test
	void aSnapshotThatOutlivesItsRequestIsNoLeak() {
		Lease request = this.factory.open(() -> "GET /cart");
		Frame frame = request.call(Frame::here);
		try (Binding binding = frame.reopen()) {
			request.close();
			this.factory.run("other", this::review);
			review();
		}
		assertClean();
	}

	@Test
	void whatASnapshotRestoresIsNoLeak() {
		RequestStateThreadLocalAccessor snapshots = new RequestStateThreadLocalAccessor();
		try (Lease request = this.factory.open(() -> "GET /cart")) {
			request.run(() -> {
				snapshots.setValue(Frame.here());
				snapshots.restore();
			});
		}
		assertClean();
	}

	@Test
	void aBindingForgottenInTheScopeOfASnapshotIsReported() {
		RequestStateThreadLocalAccessor snapshots = new RequestStateThreadLocalAccessor();
		try (Lease request = this.factory.open(() -> "GET /cart"); Lease other = this.factory.open(() -> "other")) {
			request.run(() -> {
				Frame before = assertPresent(snapshots.getValue());
				snapshots.setValue(Frame.here());
				leaveOpen(other);
				snapshots.restore(before);
			});
			assertThat(only(LeakKind.BINDING_NOT_CLOSED).message()).contains("leaveOpen", "(other)",
					"when the block of " + request.context() + " around it ended", "Likely cause: bind() without");
		}
	}

	@Test
	void theScopeOfASnapshotInAnotherIsNoLeak() {
		RequestStateThreadLocalAccessor snapshots = new RequestStateThreadLocalAccessor();
		try (Lease request = this.factory.open(() -> "GET /cart")) {
			request.run(() -> {
				Frame before = assertPresent(snapshots.getValue());
				snapshots.setValue(Frame.here());
				snapshots.setValue(Frame.here());
				snapshots.restore(before);
			});
		}
		assertClean();
	}

	@Test
	void closingByForceWhileABlockRunsIsNoLeak() {
		Lease request = this.factory.open(() -> "GET /cart");
		request.run(() -> {
			this.factory.openContexts().closeByForce();
			review();
			assertThatExceptionOfType(RequestContextClosedException.class)
				.isThrownBy(() -> RequestContext.current().lease());
		});
		review();
		assertClean();
	}

	@Test
	void offFindsNothing() throws Exception {
		RequestContextFactory off = RequestContextFactory.builder().build();
		try (Lease outer = off.open(() -> "GET /books"); Lease inner = off.open(() -> "GET /cart")) {
			outer.run(() -> leaveOpen(inner));
			Binding first = outer.bind();
			leaveOpen(inner);
			first.close();
			this.pool.submit(() -> leaveOpen(inner)).get(10, TimeUnit.SECONDS);
			outer.run(() -> assertThat(off.openContexts().threads(outer.context())).isEmpty());
		}
		for (int i = 0; i < 3; i++) {
			off.openContexts().review();
		}
		assertThat(off.leaks().count()).isZero();
		assertThat(off.leaks().recent()).isEmpty();
	}

	// The number found is a binomial one of 25,600 with a mean of 200 and a deviation of
	// 14.
	@Test
	void sampledFollowsOneContextOfAHundredAndTwentyEight() {
		RequestContextFactory sampled = factory(LeakDetection.SAMPLED);
		try (Lease outer = sampled.open(() -> "GET /books")) {
			for (int i = 0; i < 25_600; i++) {
				try (Lease inner = sampled.open(() -> "GET /cart")) {
					outer.run(() -> leaveOpen(inner));
				}
			}
		}
		assertThat(sampled.leaks().count(LeakKind.BINDING_NOT_CLOSED)).isBetween(90L, 310L)
			.isEqualTo(sampled.leaks().count());
		assertThat(this.told).hasSize(1);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// As long as a binding has to be open behind its context to be found forgotten.
	private static void awaitAWhile() {
		long begun = System.nanoTime();
		Awaitility.await().until(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(250));
	}

	private void review() {
		for (int i = 0; i < 3; i++) {
			this.factory.openContexts().review();
		}
	}

	private void reviewUntilFound() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			this.factory.openContexts().review();
			return this.factory.leaks().count() > 0;
		});
	}

	private Leak only(LeakKind kind) {
		assertThat(this.factory.leaks().recent()).singleElement().satisfies((leak) -> {
			assertThat(leak.kind()).isEqualTo(kind);
			assertThat(leak.times()).isOne();
			assertThat(leak.place()).startsWith(HERE);
		});
		assertThat(this.told).isEqualTo(this.factory.leaks().recent());
		return this.told.get(0);
	}

	private void assertClean() {
		assertThat(this.factory.leaks().recent()).isEmpty();
		assertThat(this.factory.leaks().count()).isZero();
		assertThat(this.told).isEmpty();
	}

	private static String here() {
		return "on thread '" + Thread.currentThread().getName() + "'";
	}

	private static void assertOpened(Leak leak, String method) {
		assertStack(leak.opened(), method);
	}

	private static void assertCloser(Leak leak, String method) {
		assertThat(leak.opened()).isNotNull();
		assertThat(leak.opened().getSuppressed()).singleElement().satisfies((closer) -> assertStack(closer, method));
	}

	private static void assertStack(@Nullable Throwable stack, String method) {
		assertThat(stack).isNotNull();
		assertThat(stack.getStackTrace()).extracting(StackTraceElement::getMethodName).contains(method);
	}

}
