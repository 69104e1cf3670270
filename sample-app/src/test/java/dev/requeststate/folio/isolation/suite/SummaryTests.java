package dev.requeststate.folio.isolation.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTests {

	private static final Violation LEAK = new Violation(ViolationKind.FOREIGN_TOKEN, "the body", "a", "b");

	private static final Violation FAULT = new Violation(ViolationKind.WRONG_STATUS, "the status line", "200", "500");

	private final Summary summary = new Summary();

	@TempDir
	private Path directory;

	@Test
	void thereIsOneLineForEachFormOverBothKindsOfThreads() {
		this.summary.add(FolioForm.PACKAGED, tally(20_000));
		this.summary.add(FolioForm.DEV, tally(20_000));
		this.summary.add(FolioForm.DEV, tally(20_001));
		this.summary.addControl(tally(3, LEAK, LEAK));
		assertThat(this.summary.lines()).containsExactly("isolation dev: 40001 requests, 0 leaks",
				"isolation packaged: 20000 requests, 0 leaks", "control: 3 leaks found");
	}

	@Test
	void leaksAndFaultsAreInTheLine() {
		this.summary.add(FolioForm.DEV, tally(20_000, FAULT, LEAK));
		this.summary.add(FolioForm.PACKAGED, tally(20_000, FAULT));
		assertThat(this.summary.lines()).containsExactly("isolation dev: 20000 requests, 20000 leaks",
				"isolation packaged: 20000 requests, 0 leaks, 20000 faults");
	}

	@Test
	void aShortRunSaysSo() {
		this.summary.add(FolioForm.DEV, tally(20_000));
		this.summary.add(FolioForm.DEV, tally(19_999));
		assertThat(this.summary.lines()).containsExactly(
				"isolation dev: 39999 requests, 0 leaks" + " (not a full run, which has at least 20000 requests)");
	}

	@Test
	void aControlThatShowsFaultsOnlyHasFoundNothing() {
		this.summary.addControl(tally(5, FAULT));
		assertThat(this.summary.lines()).containsExactly("control: 0 leaks found");
	}

	private Tally tally(int requests, Violation... violations) {
		Tally tally = new Tally(new OffendingResponses(this.directory, "test"));
		RequestMix mix = new RequestMix(IsolationRequest.PAGE, 1);
		for (int i = 0; i < requests; i++) {
			tally.answered(mix.get(), new Answer(200, Map.of(), ""), List.of(violations));
		}
		return tally;
	}

}
