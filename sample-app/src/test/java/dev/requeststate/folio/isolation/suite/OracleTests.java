package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every check of the oracle, with an answer that is right and with one that is wrong in
 * one respect.
 */
class OracleTests {

	private static final String OWN = "rq-0123456789abcdef";

	private static final String FOREIGN = "rq-fedcba9876543210";

	private final Oracle oracle = new Oracle();

	@ParameterizedTest
	@EnumSource
	void anAnswerThatIsRightHasNoViolations(IsolationMode mode) {
		IsolationRequest request = request(mode);
		assertThat(this.oracle.check(request, FakePage.answer(request, "c1", "s1"))).isEmpty();
		assertThat(this.oracle.sessionsSeen()).isEqualTo(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrongAnswers")
	void anAnswerThatIsWrongIsFoundOut(String what, IsolationMode mode, ViolationKind kind,
			UnaryOperator<Answer> spoil) {
		IsolationRequest request = request(mode);
		Answer right = FakePage.answer(request, "c1", "s1");
		Answer wrong = spoil.apply(right);
		assertThat(wrong).as("the planted violation").isNotEqualTo(right);
		assertThat(this.oracle.check(request, wrong)).extracting(Violation::kind).contains(kind);
	}

	static Stream<Arguments> wrongAnswers() {
		List<Arguments> wrong = new ArrayList<>();
		leaks(wrong);
		headers(wrong);
		head(wrong);
		fields(wrong);
		island(wrong);
		steps(wrong);
		errorPages(wrong);
		events(wrong);
		notes(wrong);
		places(wrong);
		return wrong.stream();
	}

	private static void leaks(List<Arguments> wrong) {
		wrong.add(plain("a foreign token in a header", ViolationKind.FOREIGN_TOKEN,
				(answer) -> header(answer, "ETag", "\"" + FOREIGN + "\"")));
		wrong.add(plain("a foreign token in the name of a header", ViolationKind.FOREIGN_TOKEN,
				(answer) -> header(answer, "X-" + FOREIGN, "1")));
		wrong.add(plain("a foreign token in a cookie", ViolationKind.FOREIGN_TOKEN,
				(answer) -> header(answer, "Set-Cookie", "seen=" + OWN, "last=" + FOREIGN)));
		wrong.add(body("a foreign token in the head", ViolationKind.FOREIGN_TOKEN, "</head>",
				"<link rel=prev href=/isolation/" + FOREIGN + "></head>"));
		wrong.add(body("a foreign token in a comment", ViolationKind.FOREIGN_TOKEN, "</body>",
				"<!-- " + FOREIGN + " --></body>"));
		wrong.add(body("a foreign token in the JSON", ViolationKind.FOREIGN_TOKEN, "\"locale\":",
				"\"last\":\"" + FOREIGN + "\",\"locale\":"));
		wrong.add(body("a foreign token after the end", ViolationKind.FOREIGN_TOKEN, "</html>", "</html>" + FOREIGN));
	}

	private static void headers(List<Arguments> wrong) {
		wrong.add(plain("another status", ViolationKind.WRONG_STATUS,
				(answer) -> new Answer(204, answer.headers(), answer.body())));
		wrong.add(plain("no token header", ViolationKind.MISSING_FIELD, (answer) -> header(answer, "X-Request-Token")));
		wrong.add(plain("the token header twice", ViolationKind.WRONG_FIELD,
				(answer) -> header(answer, "X-Request-Token", OWN, OWN)));
		wrong.add(plain("another token header", ViolationKind.WRONG_FIELD,
				(answer) -> header(answer, "X-Request-Token", "none")));
		wrong
			.add(plain("no cookie", ViolationKind.MISSING_FIELD, (answer) -> header(answer, "Set-Cookie", "a=" + OWN)));
		wrong.add(plain("another cookie", ViolationKind.WRONG_FIELD,
				(answer) -> header(answer, "Set-Cookie", "seen=; Path=/")));
		wrong.add(plain("the cookie twice", ViolationKind.WRONG_FIELD,
				(answer) -> header(answer, "Set-Cookie", "seen=" + OWN, "seen=" + OWN)));
	}

	private static void head(List<Arguments> wrong) {
		wrong.add(body("no title", ViolationKind.MISSING_FIELD, "<title>Request " + OWN + "</title>", ""));
		wrong.add(body("another title", ViolationKind.WRONG_FIELD, "Request " + OWN, "Folio"));
		wrong.add(body("two titles", ViolationKind.WRONG_FIELD, "</head>", "<title>" + OWN + "</title></head>"));
		wrong.add(body("no meta", ViolationKind.MISSING_FIELD, "request-token", "keywords"));
		wrong.add(body("another meta", ViolationKind.WRONG_FIELD, "content=\"" + OWN, "content=\"" + OWN + "0"));
		wrong.add(body("no canonical link", ViolationKind.MISSING_FIELD, "canonical", "next"));
		wrong.add(body("another canonical link", ViolationKind.WRONG_FIELD, "http://localhost/isolation/",
				"http://localhost/books/"));
		wrong.add(body("a canonical link that is none", ViolationKind.WRONG_FIELD, "http://localhost/", "http:// /"));
		wrong.add(body("no end", ViolationKind.CUT_SHORT, "</html>", ""));
		wrong.add(body("two documents", ViolationKind.CUT_SHORT, "</html>", "</html><html></html>"));
	}

	private static void fields(List<Arguments> wrong) {
		for (String field : List.of("router-pathname", "router-params", "router-query", "header-token", "cookie-token",
				"locale", "sections")) {
			wrong.add(body("another " + field, ViolationKind.WRONG_FIELD, "data-testid=\"" + field + "\">",
					"data-testid=\"" + field + "\">other <!-- "));
			wrong.add(body("a second " + field, ViolationKind.WRONG_FIELD, "</body>",
					"<p data-testid=\"" + field + "\"></p></body>"));
		}
		for (String field : List.of("router-pathname", "router-params", "router-query", "header-token", "cookie-token",
				"locale", "sections", "counter", "context-id", "session-id")) {
			wrong.add(body("no " + field, ViolationKind.MISSING_FIELD, "data-testid=\"" + field + "\"", ""));
		}
		for (String count : List.of("3", "5", "", "four", "-4", "99999999999")) {
			wrong.add(body("the counter '" + count + "'", ViolationKind.WRONG_COUNTER, "\"counter\">4",
					"\"counter\">" + count));
		}
		wrong.add(body("a blank context id", ViolationKind.MISSING_FIELD, "\"context-id\">c1", "\"context-id\"> "));
		wrong.add(body("two context ids", ViolationKind.TORN_PAGE, "</body>",
				"<i data-testid=\"context-id\">c2</i></body>"));
		wrong.add(body("two session ids", ViolationKind.TORN_PAGE, "</body>",
				"<i data-testid=\"session-id\">s2</i></body>"));
	}

	private static void island(List<Arguments> wrong) {
		wrong.add(body("no JSON", ViolationKind.MISSING_FIELD, "id=\"request-state\"", ""));
		wrong.add(body("JSON of another type", ViolationKind.MISSING_FIELD, "application/json", "text/plain"));
		wrong.add(body("JSON that cannot be read", ViolationKind.BROKEN_ISLAND, "}</script>", "</script>"));
		wrong.add(body("JSON twice", ViolationKind.WRONG_FIELD, "</body>",
				"<script type=\"application/json\" id=\"request-state\">{}</script></body>"));
		wrong.add(body("JSON with another context id", ViolationKind.WRONG_FIELD, "\"context-id\":\"c1\"",
				"\"context-id\":\"c2\""));
		wrong.add(body("JSON with another counter", ViolationKind.WRONG_FIELD, "\"counter\":\"4\"", "\"counter\":3"));
		wrong.add(body("JSON without a session id", ViolationKind.MISSING_FIELD, "\"session-id\":", "\"id\":"));
	}

	private static void steps(List<Arguments> wrong) {
		wrong.add(body("a step in another context", ViolationKind.TORN_PAGE, "[{\"contextId\":\"c1\"",
				"[{\"contextId\":\"c2\""));
		wrong.add(body("a step with another session", ViolationKind.TORN_PAGE, "\"sessionId\":\"s1\"}]",
				"\"sessionId\":\"s2\"}]"));
		wrong.add(body("a step less than there are sections", ViolationKind.MISSING_FIELD,
				"\"contextId\":\"c1\",\"place\":\"section", "\"place\":\"section"));
		wrong.add(body("no steps", ViolationKind.MISSING_FIELD, "\"trail\"", "\"path\""));
	}

	private static void errorPages(List<Arguments> wrong) {
		for (IsolationMode mode : List.of(IsolationMode.ERROR, IsolationMode.TIMEOUT)) {
			wrong.add(arguments(mode + " with status 200", mode, ViolationKind.WRONG_STATUS,
					spoil((answer) -> new Answer(200, answer.headers(), answer.body()))));
			wrong.add(arguments(mode + " without the token header", mode, ViolationKind.MISSING_FIELD,
					spoil((answer) -> header(answer, "X-Request-Token"))));
			wrong.add(arguments(mode + " with another title", mode, ViolationKind.WRONG_FIELD,
					spoil((answer) -> replace(answer, "<title>Request " + OWN, "<title>"))));
			wrong.add(arguments(mode + " without the token on the page", mode, ViolationKind.MISSING_FIELD,
					spoil((answer) -> replace(answer, "data-testid=\"header-token\"", ""))));
			wrong.add(arguments(mode + " without a context id", mode, ViolationKind.MISSING_FIELD,
					spoil((answer) -> replace(answer, "data-testid=\"context-id\"", ""))));
			wrong.add(arguments(mode + " without a counter", mode, ViolationKind.MISSING_FIELD,
					spoil((answer) -> replace(answer, "data-testid=\"counter\"", ""))));
			wrong.add(arguments(mode + " with too high a counter", mode, ViolationKind.WRONG_COUNTER,
					spoil((answer) -> replace(answer, "\"counter\">4", "\"counter\">5"))));
		}
	}

	private static void events(List<Arguments> wrong) {
		wrong.add(of(IsolationMode.SSE, "a page in place of events", ViolationKind.WRONG_FIELD,
				(answer) -> header(answer, "Content-Type", "text/html")));
		wrong.add(of(IsolationMode.PLAIN, "events in place of a page", ViolationKind.WRONG_FIELD,
				(answer) -> header(answer, "Content-Type", "text/event-stream;charset=UTF-8")));
		wrong.add(of(IsolationMode.SSE, "an event less than there are sections", ViolationKind.MISSING_FIELD,
				(answer) -> replace(answer, "event:section\ndata:<h2>2</h2>\n\n", "")));
		wrong.add(of(IsolationMode.SSE, "a section after the page", ViolationKind.MISSING_FIELD,
				(answer) -> replace(replace(answer, "event:section\ndata:<h2>2</h2>\n\n", ""), "</html>\n\n",
						"</html>\n\nevent:section\ndata:<h2>2</h2>\n\n")));
		wrong.add(of(IsolationMode.SSE, "a section that is not on the page", ViolationKind.WRONG_FIELD,
				(answer) -> replace(answer, "event:section\ndata:<h2>2</h2>", "event:section\ndata:<h2>7</h2>")));
		wrong.add(of(IsolationMode.SSE, "a section that says nothing", ViolationKind.WRONG_FIELD,
				(answer) -> replace(answer, "event:section\ndata:<h2>2</h2>", "event:section")));
		wrong.add(of(IsolationMode.SSE, "a page that was cut off", ViolationKind.CUT_SHORT,
				(answer) -> replace(answer, "</html>\n\n", "</html>")));
		wrong.add(of(IsolationMode.SSE, "a foreign token in a section", ViolationKind.FOREIGN_TOKEN,
				(answer) -> replace(answer, "data:<h2>2</h2>", "data:<h2>2</h2>" + FOREIGN)));
	}

	private static void notes(List<Arguments> wrong) {
		wrong.add(note("no note", ViolationKind.NEVER_RAN, ".*", ""));
		wrong.add(note("a note that cannot be read", ViolationKind.BROKEN_ISLAND, "}", ""));
		wrong.add(note("a foreign token in the note", ViolationKind.FOREIGN_TOKEN, OWN, FOREIGN));
		for (String field : List.of("token", "headerToken", "cookieToken", "routerPathname", "routerQuery", "locale",
				"contextId", "sessionId")) {
			wrong.add(note("another " + field + " in the note", ViolationKind.WRONG_FIELD, "\"" + field + "\":\"",
					"\"" + field + "\":\"other "));
			wrong.add(note("no " + field + " in the note", ViolationKind.MISSING_FIELD, "\"" + field + "\"",
					"\"another\""));
		}
		wrong.add(note("another counter in the note", ViolationKind.WRONG_FIELD, "\"counter\":4", "\"counter\":3"));
	}

	private static void places(List<Arguments> wrong) {
		for (IsolationMode mode : List.of(IsolationMode.SSE, IsolationMode.VIRTUAL, IsolationMode.FORKJOIN,
				IsolationMode.COMPLETABLE)) {
			wrong.add(of(mode, "a section of " + mode + " on the server's thread", ViolationKind.WRONG_PLACE,
					(answer) -> new Answer(answer.status(), answer.headers(),
							answer.body()
								.replaceFirst("\"place\":\"section 2\",\"thread\":\"[^\"]*",
										"\"place\":\"section 2\",\"thread\":\"http-nio-auto-1-exec-1"))));
		}
		wrong.add(of(IsolationMode.SSE, "a section before the end of the dispatch", ViolationKind.WRONG_PLACE,
				(answer) -> replace(
						replace(replace(answer, "end of the dispatch", "x"), "section 2\"", "end of the dispatch\""),
						"\"x\"", "\"section 2\"")));
		wrong.add(of(IsolationMode.SSE, "a dispatch that does not end", ViolationKind.WRONG_PLACE,
				(answer) -> replace(answer, "end of the dispatch", "somewhere")));
	}

	@Test
	void anErrorPageMayHaveCountedFewerSections() {
		IsolationRequest request = request(IsolationMode.ERROR);
		Answer answer = replace(FakePage.answer(request, "c1", "s1"), "\"counter\">4", "\"counter\">0");
		answer = replace(answer, "\"counter\":\"4\"", "\"counter\":0");
		assertThat(this.oracle.check(request, answer)).isEmpty();
	}

	@Test
	void aContextThatTwoRequestsHaveSeenIsALeakAndNamesTheOther() {
		IsolationRequest first = request(IsolationMode.PLAIN);
		IsolationRequest second = new IsolationRequest(IsolationRequest.PAGE, FOREIGN, IsolationMode.ERROR, 4, 0, "de");
		this.oracle.check(first, FakePage.answer(first, "c1", "s1"));
		assertThat(this.oracle.check(second, FakePage.answer(second, "c1", "s2"))).singleElement()
			.satisfies((violation) -> {
				assertThat(violation.kind()).isEqualTo(ViolationKind.SHARED_CONTEXT);
				assertThat(violation.kind().isLeak()).isTrue();
				assertThat(violation.found()).contains(OWN);
			});
	}

	@Test
	void aCatalogSessionThatTwoRequestsHaveUsedIsALeak() {
		IsolationRequest first = request(IsolationMode.PLAIN);
		IsolationRequest second = new IsolationRequest(IsolationRequest.PAGE, FOREIGN, IsolationMode.PLAIN, 4, 0, "de");
		this.oracle.check(first, FakePage.answer(first, "c1", "s1"));
		assertThat(this.oracle.check(second, FakePage.answer(second, "c2", "s1"))).extracting(Violation::kind)
			.containsExactly(ViolationKind.SHARED_SESSION);
	}

	@Test
	void anotherPageIsOnlySearchedForForeignTokens() {
		Answer other = new Answer(404, Map.of(), "<html>Not found: " + FOREIGN + "</html>");
		assertThat(this.oracle.check(request(IsolationMode.PLAIN), other)).extracting(Violation::kind)
			.containsExactly(ViolationKind.FOREIGN_TOKEN, ViolationKind.WRONG_STATUS);
	}

	@Test
	void aForeignTokenIsReportedWithWhereItStood() {
		IsolationRequest request = request(IsolationMode.STREAM);
		Answer answer = FakePage.answer(request, "c1", "s1");
		Answer wrong = header(replace(answer, "<h1>", "<h1>Hello " + FOREIGN), "X-Last", "of " + FOREIGN);
		assertThat(this.oracle.check(request, wrong)).extracting(Violation::toString)
			.containsExactly(
					"FOREIGN_TOKEN in header X-Last at 3: expected " + OWN + ", found " + FOREIGN + " in \"of "
							+ FOREIGN + "\"",
					"FOREIGN_TOKEN in the body at " + wrong.body().indexOf(FOREIGN) + ": expected " + OWN + ", found "
							+ FOREIGN + " in \"" + excerpt(wrong.body()) + "\"");
	}

	private static String excerpt(String body) {
		int at = body.indexOf(FOREIGN);
		return body.substring(at - 80, at + FOREIGN.length() + 80).replaceAll("\\s+", " ");
	}

	private static IsolationRequest request(IsolationMode mode) {
		return new IsolationRequest(IsolationRequest.PAGE, OWN, mode, 4, 0, "en");
	}

	private static Arguments body(String what, ViolationKind kind, String text, String replacement) {
		return plain(what, kind, (answer) -> replace(answer, text, replacement));
	}

	private static Arguments plain(String what, ViolationKind kind, UnaryOperator<Answer> spoil) {
		return arguments(what, IsolationMode.PLAIN, kind, spoil);
	}

	private static Arguments of(IsolationMode mode, String what, ViolationKind kind, UnaryOperator<Answer> spoil) {
		return arguments(what, mode, kind, spoil);
	}

	private static Arguments note(String what, ViolationKind kind, String regex, String replacement) {
		return of(IsolationMode.AFTER, what, kind,
				(answer) -> answer.withNote(answer.note().replaceFirst(regex, replacement)));
	}

	private static UnaryOperator<Answer> spoil(UnaryOperator<Answer> spoil) {
		return spoil;
	}

	private static Answer replace(Answer answer, String text, String replacement) {
		return new Answer(answer.status(), answer.headers(), answer.body().replace(text, replacement), answer.note());
	}

	private static Answer header(Answer answer, String name, String... values) {
		Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
		headers.put(name, List.of(values));
		return new Answer(answer.status(), headers, answer.body(), answer.note());
	}

}
