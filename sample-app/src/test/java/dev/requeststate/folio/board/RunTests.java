package dev.requeststate.folio.board;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.folio.board.Finding.Kind;
import dev.requeststate.folio.board.Outcome.Result;
import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.page.SectionThreads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Run}, against a server of their own.
 */
@Timeout(60)
class RunTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration SHORT = Duration.ofSeconds(2);

	private static RunPlan plan(int requests, int concurrency) {
		return new RunPlan(requests, concurrency, IsolationMode.PLAIN, SectionThreads.PLATFORM, false);
	}

	private static void awaitUntil(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void allRequestsAreSentAndNoMoreAtOnceThanPlanned() throws IOException {
		CountDownLatch full = new CountDownLatch(4);
		AtomicInteger atOnce = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		try (StubFolio folio = new StubFolio((exchange) -> {
			most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
			full.countDown();
			// So as many as there may be are there at once.
			awaitUntil(full);
			atOnce.decrementAndGet();
			StubFolio.answer(exchange, StubFolio.token(exchange));
		})) {
			Run run = new Run(plan(40, 4), folio.uri(), LONG, LONG);
			run.run();
			RunReport report = run.report();
			assertThat(report.state()).isEqualTo(RunState.FINISHED);
			assertThat(report.answered()).isEqualTo(40);
			assertThat(report.outcomes()).hasSize(40)
				.allSatisfy((outcome) -> assertThat(outcome.result()).isEqualTo(Result.OWN))
				.allSatisfy((outcome) -> assertThat(outcome.took()).isPositive());
			assertThat(report.leaks() + report.faults()).isZero();
			assertThat(report.findings()).isEmpty();
			assertThat(folio.tokens()).hasSize(40).doesNotHaveDuplicates();
			assertThat(most.get()).isEqualTo(4);
		}
	}

	@Test
	void whatIsAnothersIsALeakThatIsTracedToItsOwner() throws IOException {
		try (StubFolio folio = new StubFolio(
				(exchange) -> StubFolio.answer(exchange, StubFolio.token(exchange) + " rq-1111111111111111"))) {
			Run run = new Run(plan(20, 2), folio.uri(), LONG, LONG);
			run.run();
			RunReport report = run.report();
			assertThat(report.leaks()).isEqualTo(20);
			assertThat(report.findings()).hasSize(Run.KEPT_FINDINGS)
				.allSatisfy((finding) -> assertThat(finding.kind()).isEqualTo(Kind.FOREIGN_TOKEN))
				.allSatisfy((finding) -> assertThat(report.numberOf(finding.found())).isZero());
			assertThat(report.numberOf(report.requests().get(16).token())).isEqualTo(17);
		}
	}

	@Test
	void whatCannotBeReachedIsAFault() throws IOException {
		Run run;
		try (StubFolio folio = new StubFolio((exchange) -> StubFolio.answer(exchange, ""))) {
			run = new Run(plan(3, 2), folio.uri(), LONG, LONG);
		}
		run.run();
		assertThat(run.report().state()).isEqualTo(RunState.FINISHED);
		assertThat(run.report().faults()).isEqualTo(3);
		assertThat(run.report().findings()).extracting(Finding::kind).containsOnly(Kind.NO_ANSWER);
	}

	@Test
	void aRunThatIsStoppedSendsNoMoreAndWaitsForWhatIsOnItsWay() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		try (StubFolio folio = new StubFolio((exchange) -> {
			awaitUntil(goOn);
			StubFolio.answer(exchange, StubFolio.token(exchange));
		})) {
			Run run = new Run(plan(100, 3), folio.uri(), LONG, LONG);
			Thread thread = new Thread(run);
			thread.start();
			Awaitility.await().atMost(LONG).until(() -> folio.tokens().size() == 3);
			assertThat(run.report().state()).isEqualTo(RunState.RUNNING);
			assertThat(run.report().inFlight()).isEqualTo(3);
			run.stop(RunState.CANCELLED);
			assertThat(run.report().state()).isEqualTo(RunState.STOPPING);
			assertThat(run.isOver()).isFalse();
			goOn.countDown();
			thread.join();
			assertThat(run.isOver()).isTrue();
			assertThat(run.report().state()).isEqualTo(RunState.CANCELLED);
			assertThat(run.report().answered()).isEqualTo(3);
			assertThat(folio.tokens()).hasSize(3);
		}
	}

	@Test
	void aRunEndsByItselfWhenItsTimeIsOver() throws IOException {
		try (StubFolio folio = new StubFolio((exchange) -> StubFolio.answer(exchange, StubFolio.token(exchange)))) {
			Run run = new Run(plan(20_000, 2), folio.uri(), SHORT, LONG);
			run.run();
			assertThat(run.report().state()).isEqualTo(RunState.OVER_TIME);
			assertThat(run.report().sent()).isLessThan(20_000);
			assertThat(run.report().answered()).isEqualTo(run.report().sent());
			assertThat(run.report().elapsed()).isGreaterThanOrEqualTo(SHORT.toNanos());
		}
	}

	@Test
	void anAnswerThatHasNoEndIsGivenUp() throws IOException {
		CountDownLatch never = new CountDownLatch(1);
		try (StubFolio folio = new StubFolio((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write('<');
			exchange.getResponseBody().flush();
			awaitUntil(never);
		})) {
			Run run = new Run(plan(10, 2), folio.uri(), SHORT, SHORT.multipliedBy(2));
			run.run();
			assertThat(run.report().state()).isEqualTo(RunState.OVER_TIME);
			assertThat(run.report().outcomes()).hasSize(2)
				.allSatisfy((outcome) -> assertThat(outcome.result()).isEqualTo(Result.GIVEN_UP));
			assertThat(run.report().answered()).isZero();
			assertThat(run.report().faults()).isEqualTo(2);
		}
	}

	@Test
	void aRunWhoseThreadIsInterruptedEndsAtOnce() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		try (StubFolio folio = new StubFolio((exchange) -> awaitUntil(never))) {
			Run run = new Run(plan(10, 2), folio.uri(), LONG, LONG);
			Thread thread = new Thread(run);
			thread.start();
			Awaitility.await().atMost(LONG).until(() -> folio.tokens().size() == 2);
			thread.interrupt();
			thread.join(LONG.toMillis());
			assertThat(run.report().state()).isEqualTo(RunState.CANCELLED);
			assertThat(run.report().elapsed()).isLessThan(LONG.toNanos());
		}
	}

	@Test
	void allModesMixedHasEachOfThemAndTimeoutsAreTheFewest() {
		RunPlan all = new RunPlan(90, 1, null, SectionThreads.PLATFORM, false);
		assertThat(all.toRequests()).extracting(RunRequest::mode).contains(IsolationMode.values());
		assertThat(all.toRequests()).filteredOn((request) -> request.mode() == IsolationMode.TIMEOUT).hasSize(2);
	}

}
