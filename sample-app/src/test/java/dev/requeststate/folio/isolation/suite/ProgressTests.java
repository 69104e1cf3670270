package dev.requeststate.folio.isolation.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTests {

	@TempDir
	private Path directory;

	@Test
	void aLineIsSaidAgainAndAgainAndOnceMoreAtTheEnd() {
		List<String> lines = new CopyOnWriteArrayList<>();
		Tally tally = new Tally(new OffendingResponses(this.directory, "test"));
		tally.answered(new RequestMix(IsolationRequest.PAGE, 1).get(), new Answer(200, Map.of(), ""),
				List.of(new Violation(ViolationKind.TORN_PAGE, "context-id", "one id", "two")));
		try (Progress progress = new Progress("test", tally, 7, Duration.ofMillis(1), lines::add)) {
			Awaitility.await().until(() -> lines.size() > 3);
		}
		assertThat(lines).allMatch((line) -> line.matches("test: 1 of 7 requests, \\d+/s, 1 leaks, 0 faults.*"));
		assertThat(lines).filteredOn((line) -> line.matches(".* \\d+ s \\(\\w+ 1\\)")).hasSize(1);
	}

}
