package dev.requeststate.folio.dev;

import java.util.List;
import java.util.Map;

import dev.requeststate.folio.dev.Fault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the oracle: right answers pass, and each way of being wrong is found.
 */
class VisitOracleTests {

	private static final String OTHER = "rq-00000000deadbeef";

	private final FakeShop shop = new FakeShop();

	private final VisitOracle oracle = new VisitOracle();

	@Test
	void rightAnswersOfSeveralGenerationsPass() {
		for (int generation = 1; generation <= 3; generation++) {
			assertThat(check(Visit.ofPage(generation))).isEmpty();
			assertThat(check(Visit.ofAction(generation))).isEmpty();
			this.shop.restart();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "class a.Point cannot be cast to class a.Point", "java.lang.ClassCastException",
			"dev.requeststate.retained.StaleStateException", "java.lang.NoClassDefFoundError" })
	void whatADiscardedClassSaysIsStale(String text) {
		assertThat(check(Visit.ofPage(0), Map.of("late-helper", text))).containsExactly(Kind.STALE);
	}

	@Test
	void anAnswerWithAServerErrorIsStale() {
		assertThat(check(Visit.ofPage(0), 500)).containsExactly(Kind.STALE);
	}

	@Test
	void aGenerationThatWasFollowedByAnotherIsStale() {
		assertThat(check(Visit.ofPage(2))).containsExactly(Kind.STALE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 503 })
	void anyOtherStatusIsBroken(int status) {
		assertThat(check(Visit.ofPage(0), status)).containsExactly(Kind.BROKEN);
	}

	@Test
	void aVisitThatIsCountedTwiceIsLost() {
		assertThat(check(Visit.ofPage(0), Map.of("visits", "7"))).isEmpty();
		assertThat(check(Visit.ofPage(0), Map.of("visits", "7"))).containsExactly(Kind.LOST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop-session", "open-since" })
	void whatIsRetainedAndBecomesAnotherIsLost(String field) {
		assertThat(check(Visit.ofPage(0))).isEmpty();
		assertThat(check(Visit.ofPage(0), Map.of(field, "another"))).containsExactly(Kind.LOST);
	}

	@Test
	void anOpeningThatBecomesAnotherIsLostUnlessItIsExpected() {
		assertThat(check(Visit.ofPage(0))).isEmpty();
		this.oracle.expectNewOpening();
		assertThat(check(Visit.ofPage(0), Map.of("open-since", "another"))).isEmpty();
		assertThat(check(Visit.ofPage(0))).containsExactly(Kind.LOST);
	}

	@ParameterizedTest
	@CsvSource({ "query, token=" + OTHER, "late-helper, " + OTHER, "action-result, " + OTHER })
	void anothersTokenIsForeign(String field, String text) {
		assertThat(check(Visit.ofPage(0), Map.of(field, text))).contains(Kind.FOREIGN);
	}

	@Test
	void anothersTokenInAHeaderIsForeignWhateverTheStatus() {
		Visit visit = Visit.ofPage(0);
		assertThat(kinds(visit, new VisitPage(404, Map.of("X-Token", List.of(OTHER)), ""))).contains(Kind.FOREIGN);
	}

	@ParameterizedTest
	@CsvSource({ "method, DELETE", "path, /elsewhere", "query, token=none", "id, 1", "late-component, Context 1f" })
	void whatTheRequestDidNotSayIsForeign(String field, String text) {
		assertThat(check(Visit.ofPage(0), Map.of(field, text))).containsExactly(Kind.FOREIGN);
	}

	@Test
	void aContextThatWasSeenBeforeIsForeign() {
		Map<String, String> context = Map.of("id", "ab", "context-id", "ab", "late-component", "ab");
		assertThat(check(Visit.ofPage(0), context)).isEmpty();
		assertThat(check(Visit.ofPage(0), context)).containsExactly(Kind.FOREIGN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "visits", "shop-session", "generation", "context-id", "query" })
	void aPageWithAnEmptyFieldIsBroken(String field) {
		assertThat(check(Visit.ofPage(0), Map.of(field, ""))).containsOnly(Kind.BROKEN);
	}

	@Test
	void aPageThatIsCutOffOrTwoAtOnceIsBroken() {
		Visit visit = Visit.ofPage(0);
		String html = this.shop.html(visit, Map.of());
		assertThat(kinds(visit, new VisitPage(200, Map.of(), html.replace("</html>", "")))).contains(Kind.BROKEN);
		assertThat(kinds(visit, new VisitPage(200, Map.of(), html + html))).contains(Kind.BROKEN);
	}

	@Test
	void anActionWithoutItsHeaderOrItsResultIsBroken() {
		Visit visit = Visit.ofAction(0);
		assertThat(kinds(visit, new VisitPage(200, Map.of(), this.shop.html(visit, Map.of()))))
			.containsExactly(Kind.BROKEN);
		assertThat(check(visit, Map.of("action-result", "Done."))).containsExactly(Kind.BROKEN);
	}

	@Test
	void aVisitWithASuccessOfAnActionIsBroken() {
		Visit visit = Visit.ofPage(0);
		assertThat(
				kinds(visit, new VisitPage(200, this.shop.headers(Visit.ofAction(0)), this.shop.html(visit, Map.of()))))
			.containsExactly(Kind.BROKEN);
	}

	@Test
	void onlyAContainerThatStopsTurnsAway() {
		String report = "<html><h1>HTTP Status 400</h1><h3>Apache Tomcat/11.0.24</h3></html>";
		Map<String, List<String>> close = Map.of("connection", List.of("close"));
		assertThat(new VisitPage(400, close, report).isTurnedAway()).isTrue();
		assertThat(new VisitPage(503, close, report).isTurnedAway()).isTrue();
		assertThat(new VisitPage(500, close, report).isTurnedAway()).isFalse();
		assertThat(new VisitPage(400, Map.of(), report).isTurnedAway()).isFalse();
		assertThat(new VisitPage(400, close, this.shop.html(Visit.ofPage(0), Map.of())).isTurnedAway()).isFalse();
	}

	private List<Kind> check(Visit visit) {
		return check(visit, Map.of());
	}

	private List<Kind> check(Visit visit, Map<String, String> spoiled) {
		return kinds(visit, this.shop.page(visit, spoiled));
	}

	private List<Kind> check(Visit visit, int status) {
		return kinds(visit, new VisitPage(status, Map.of(), "<html></html>"));
	}

	private List<Kind> kinds(Visit visit, VisitPage page) {
		return this.oracle.check(visit, page).stream().map(Fault::kind).distinct().toList();
	}

}
