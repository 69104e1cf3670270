package dev.requeststate.folio.isolation.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.requeststate.folio.process.Container;
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
	void thereIsOneLineForEachFormOnEachContainerOverBothKindsOfThreads() {
		this.summary.add("packaged", Container.JETTY, tally(25_000));
		this.summary.add("packaged", Container.TOMCAT, tally(25_000));
		this.summary.add("dev", Container.TOMCAT, tally(12_500));
		this.summary.add("dev", Container.TOMCAT, tally(12_501));
		this.summary.addControl("static field", tally(3, LEAK, LEAK));
		this.summary.addControl("stale threads", tally(2, LEAK));
		assertThat(this.summary.lines()).containsExactly("isolation dev tomcat: 25001 requests, 0 leaks",
				"isolation packaged jetty: 25000 requests, 0 leaks",
				"isolation packaged tomcat: 25000 requests, 0 leaks", "control, static field: 3 leaks found",
				"control, stale threads: 2 leaks found");
	}

	@Test
	void leaksAndFaultsAreInTheLine() {
		this.summary.add("dev", Container.TOMCAT, tally(25_000, FAULT, LEAK));
		this.summary.add("packaged", Container.TOMCAT, tally(25_000, FAULT));
		assertThat(this.summary.lines()).containsExactly("isolation dev tomcat: 25000 requests, 25000 leaks",
				"isolation packaged tomcat: 25000 requests, 0 leaks, 25000 faults");
	}

	@Test
	void aShortRunSaysSo() {
		this.summary.add("dev", Container.JETTY, tally(12_500));
		this.summary.add("dev", Container.JETTY, tally(12_499));
		assertThat(this.summary.lines()).containsExactly(
				"isolation dev jetty: 24999 requests, 0 leaks" + " (not a full run, which has 25000 requests)");
	}

	@Test
	void aRunThatHasToBeNoLongerIsAFullOne() {
		Summary shorter = new Summary(2_000);
		shorter.add("aot", Container.TOMCAT, tally(2_000));
		assertThat(shorter.lines()).containsExactly("isolation aot tomcat: 2000 requests, 0 leaks");
	}

	@Test
	void aControlThatShowsFaultsOnlyHasFoundNothing() {
		this.summary.addControl("static field", tally(5, FAULT));
		assertThat(this.summary.lines()).containsExactly("control, static field: 0 leaks found");
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
