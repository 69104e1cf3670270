package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class IsolationTrafficTests {

	@TempDir
	private Path directory;

	@Test
	void rightAnswersInEveryModeAreRight() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			List<IsolationOutcome> outcomes = send(folio, 200);
			assertThat(outcomes).allMatch(IsolationOutcome::isRight);
			assertThat(outcomes).extracting(IsolationOutcome::mode).containsAll(IsolationTraffic.modes());
		}
	}

	@Test
	void tokenOfAnotherRequestIsALeak() throws Exception {
		try (FakeFolio folio = FakeFolio.start(
				(request, id) -> FakePage.answer(request, "context-" + id, "session-" + id, "rq-0123456789abcdef"))) {
			assertThat(send(folio, 20)).allSatisfy((outcome) -> assertThat(outcome.leaks())
				.anyMatch((leak) -> leak.startsWith("FOREIGN_TOKEN") && leak.contains("kept in " + this.directory)));
		}
	}

	@Test
	void contextOfAnotherRequestIsALeak() throws Exception {
		try (FakeFolio folio = FakeFolio.start((request, id) -> FakePage.answer(request, "context", "session-" + id))) {
			List<IsolationOutcome> outcomes = send(folio, 20);
			assertThat(outcomes.get(0).leaks()).isEmpty();
			assertThat(outcomes.subList(1, 20)).allSatisfy(
					(outcome) -> assertThat(outcome.leaks()).anyMatch((leak) -> leak.startsWith("SHARED_CONTEXT")));
		}
	}

	@Test
	void foreignTokenIsALeakOnTheErrorPageOfARequestThatHasFailed() throws Exception {
		try (FakeFolio folio = FakeFolio
			.start((request, id) -> new Answer(502, Map.of(), "<p>Sorry, rq-0123456789abcdef</p>"))) {
			assertThat(send(folio, 5)).allSatisfy((outcome) -> {
				assertThat(outcome.status()).isEqualTo(502);
				assertThat(outcome.leaks()).singleElement().asString().startsWith("FOREIGN_TOKEN");
			});
		}
	}

	@Test
	void requestThatHasFailedIsAFaultAndNoLeak() throws Exception {
		try (FakeFolio folio = FakeFolio.start((request, id) -> new Answer(502, Map.of(), "<p>Sorry</p>"))) {
			assertThat(send(folio, 5)).allSatisfy((outcome) -> {
				assertThat(outcome.leaks()).isEmpty();
				assertThat(outcome.faults()).singleElement().asString().startsWith("WRONG_STATUS");
			});
		}
	}

	@Test
	void eventsThatBreakOffAreAFaultAndNoLeak() throws Exception {
		try (FakeFolio folio = FakeFolio.start((request, id) -> {
			Answer whole = FakePage.answer(request, "context-" + id, "session-" + id);
			return whole.isEventStream()
					? new Answer(200, whole.headers(), whole.body().substring(0, whole.body().indexOf("event:page")))
					: whole;
		})) {
			List<IsolationOutcome> events = send(folio, 100).stream()
				.filter((outcome) -> outcome.mode().equals("sse"))
				.toList();
			assertThat(events).isNotEmpty().allSatisfy((outcome) -> {
				assertThat(outcome.leaks()).isEmpty();
				assertThat(outcome.faults()).anyMatch((fault) -> fault.startsWith("CUT_SHORT"));
			});
		}
	}

	@Test
	void serverThatIsGoneIsAFaultAndNoFailure() throws Exception {
		URI gone;
		try (FakeFolio folio = FakeFolio.start()) {
			gone = folio.uri();
		}
		IsolationTraffic traffic = new IsolationTraffic("test", gone, this.directory);
		IsolationOutcome outcome = traffic.send(1).join();
		assertThat(outcome.status()).isZero();
		assertThat(outcome.leaks()).isEmpty();
		assertThat(outcome.isRight()).isFalse();
		assertThatIOException().isThrownBy(() -> traffic.leave(1));
		assertThatIOException().isThrownBy(traffic::unended);
	}

	@Test
	void contextThatStaysOpenIsNotEnded() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			IsolationTraffic traffic = new IsolationTraffic("test", folio.uri(), this.directory);
			traffic.send(1).join();
			// The answer may be here before the fake has closed its context.
			Awaitility.await().untilAsserted(() -> assertThat(traffic.unended()).isEmpty());
			folio.leaveOneOpen();
			assertThat(traffic.unended()).contains("active 1");
		}
	}

	private List<IsolationOutcome> send(FakeFolio folio, int count) throws IOException {
		IsolationTraffic traffic = new IsolationTraffic("test", folio.uri(), this.directory);
		Random seeds = new Random(1);
		List<IsolationOutcome> outcomes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			outcomes.add(traffic.send(seeds.nextLong()).join());
		}
		return outcomes;
	}

}
