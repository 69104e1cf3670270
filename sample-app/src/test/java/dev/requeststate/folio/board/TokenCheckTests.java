package dev.requeststate.folio.board;

import java.util.List;
import java.util.Map;

import dev.requeststate.folio.board.Finding.Kind;
import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.page.SectionThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenCheck}.
 */
class TokenCheckTests {

	private static final String OWN = "rq-00c0ffee00c0ffee";

	private static final String FOREIGN = "rq-1111111111111111";

	private final RunRequest request = request(IsolationMode.PLAIN);

	private static RunRequest request(IsolationMode mode) {
		return new RunRequest(7, OWN, mode, SectionThreads.PLATFORM, false);
	}

	private static Answer answer(int status, String token, String body, String note) {
		return new Answer(status, Map.of("x-request-token", List.of(token)), body, 1, note);
	}

	@Test
	void anAnswerOfItsOwnIsRight() {
		assertThat(TokenCheck.check(this.request, answer(200, OWN, "<p>" + OWN + "</p>", ""))).isNull();
	}

	@Test
	void aForeignTokenInTheBodyIsFoundWithWhatStandsAroundIt() {
		Finding finding = TokenCheck.check(this.request,
				answer(200, OWN, "<p>" + OWN + "</p>\n<title>" + FOREIGN + "</title>", ""));
		assertThat(finding).isEqualTo(new Finding(this.request, Kind.FOREIGN_TOKEN, FOREIGN, "",
				"<p>" + OWN + "</p> <title>" + FOREIGN + "</title>"));
		assertThat(Kind.FOREIGN_TOKEN.isLeak()).isTrue();
	}

	@Test
	void aForeignTokenInAHeaderIsFoundWithItsName() {
		Finding finding = TokenCheck.check(this.request,
				new Answer(200, Map.of("set-cookie", List.of("seen=" + FOREIGN)), OWN, 1, ""));
		assertThat(finding)
			.isEqualTo(new Finding(this.request, Kind.FOREIGN_TOKEN, FOREIGN, "set-cookie", "seen=" + FOREIGN));
	}

	@Test
	void aForeignTokenInTheNoteAfterTheResponseIsFound() {
		Finding finding = TokenCheck.check(request(IsolationMode.AFTER), answer(200, OWN, OWN, FOREIGN));
		assertThat(finding).extracting(Finding::kind).isEqualTo(Kind.FOREIGN_TOKEN);
	}

	@Test
	void aForeignTokenCountsMoreThanAWrongStatus() {
		Finding finding = TokenCheck.check(this.request, answer(500, OWN, FOREIGN, ""));
		assertThat(finding).extracting(Finding::kind).isEqualTo(Kind.FOREIGN_TOKEN);
	}

	@Test
	void whatIsWrongOtherwiseIsAFault() {
		assertThat(TokenCheck.check(this.request, answer(503, OWN, OWN, ""))).extracting(Finding::kind, Finding::found)
			.containsExactly(Kind.WRONG_STATUS, "503");
		assertThat(TokenCheck.check(this.request, answer(200, OWN, "", ""))).extracting(Finding::kind)
			.isEqualTo(Kind.NO_TOKEN);
		assertThat(TokenCheck.check(this.request, new Answer(200, Map.of(), OWN, 1, ""))).extracting(Finding::kind)
			.isEqualTo(Kind.NO_TOKEN);
		assertThat(TokenCheck.check(request(IsolationMode.AFTER), answer(200, OWN, OWN, ""))).extracting(Finding::kind)
			.isEqualTo(Kind.NO_NOTE);
		assertThat(Kind.values()).filteredOn(Kind::isLeak).containsExactly(Kind.FOREIGN_TOKEN);
	}

}
