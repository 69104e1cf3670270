package dev.requeststate.folio.isolation.suite;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTests {

	private static final Violation LEAK = new Violation(ViolationKind.FOREIGN_TOKEN, "header X-Last", "rq-1", "rq-2");

	@TempDir
	private Path directory;

	@Test
	void aFindingShowsTheRequestTheViolationAndWhereTheResponseIsKept() {
		Tally tally = new Tally(new OffendingResponses(this.directory, "test"));
		IsolationRequest request = new IsolationRequest(IsolationRequest.PAGE, "rq-0123456789abcdef",
				IsolationMode.FORWARD, 3, 7, "de");
		Answer answer = new Answer(200, Map.of("X-Last", List.of("rq-2")), "<html></html>");
		tally.answered(request, answer, List.of(LEAK));
		Path kept = this.directory.resolve("test-rq-0123456789abcdef.txt");
		assertThat(tally.report()).isEqualTo("""
				1 leaks and 0 faults in 1 requests. Requests by kind of violation: {FOREIGN_TOKEN=1}. The first 1:

				GET /isolation/rq-0123456789abcdef?q=rq-0123456789abcdef&mode=forward&sections=3&delay=7
				    X-Request-Token: rq-0123456789abcdef
				    Cookie: token=rq-0123456789abcdef
				    Accept-Language: de
				    Accept: text/html
				  FOREIGN_TOKEN in header X-Last: expected rq-1, found rq-2
				  the response: %s""".formatted(kept));
		assertThat(kept).content().startsWith(request.describe()).endsWith("\n\n" + answer.describe());
	}

	@Test
	void aFindingShowsTheFirstTenOfItsViolations() {
		Finding finding = new Finding(new RequestMix(IsolationRequest.PAGE, 1).get(), Collections.nCopies(13, LEAK),
				"");
		assertThat(finding.toString().lines().filter((line) -> line.contains("FOREIGN_TOKEN"))).hasSize(10);
		assertThat(finding.toString()).contains("\n  and 3 more\n");
	}

	@Test
	void onlyTheFirstTenResponsesAreKept() {
		Tally tally = new Tally(new OffendingResponses(this.directory, "test"));
		RequestMix mix = new RequestMix(IsolationRequest.PAGE, 1);
		for (int i = 0; i < 25; i++) {
			tally.answered(mix.get(), new Answer(200, Map.of(), ""), List.of(LEAK, LEAK));
		}
		assertThat(tally.leaks()).isEqualTo(25);
		assertThat(tally.count(ViolationKind.FOREIGN_TOKEN)).isEqualTo(25);
		assertThat(tally.report()).contains("The first 10:");
		assertThat(this.directory.toFile().list()).hasSize(10);
	}

}
