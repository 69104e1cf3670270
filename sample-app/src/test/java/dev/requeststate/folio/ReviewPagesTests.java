package dev.requeststate.folio;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reviews on the page of a book, and for what is cached behind it.
 */
@FolioTest
class ReviewPagesTests {

	@LocalServerPort
	private int port;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@Test
	void reviewIsOnThePageAtTheNextLook() {
		assertThat(this.browser.get("/books/dune").body()).doesNotContain("Sand everywhere.");
		HttpResponse<String> sent = review("dune", "Ada", "4", "Sand everywhere.");
		assertThat(sent.statusCode()).isEqualTo(303);
		assertThat(sent.headers().firstValue("Location")).contains("/books/dune?reviewed=true#reviews");
		assertThat(this.browser.get("/books/dune?reviewed=true").body()).contains(">Sand everywhere.<", ">Ada<",
				">4 of 5<", "Thank you. Here is your review.");
		assertThat(this.browser.get("/books/dune", "Accept-Language", "de").body()).contains("4 von 5")
			.doesNotContain("Vielen Dank", "??");
		assertThat(this.browser.get("/books/momo").body()).doesNotContain("Sand everywhere.");
	}

	@Test
	void reviewWithMarkupInItComesOutAsText() {
		review("solaris", "<b>B</b>", "1", "<script>alert(1)</script>");
		assertThat(this.browser.get("/books/solaris").body()).doesNotContain("<b>B", "<script>alert")
			.contains("&lt;b&gt;B&lt;/b&gt;", "&lt;script&gt;alert(1)");
	}

	@ParameterizedTest
	@CsvSource({ "'', 3, Fine., name", "Ada, 6, Fine., rating", "Ada, '', Fine., rating", "Ada, 3, '  ', text" })
	void reviewThatIsNotWholeIsAskedForAgain(String name, String rating, String text, String wrong) {
		HttpResponse<String> again = review("momo", name, rating, text);
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("<title>Momo – Michael Ende</title>", "role=\"alert\"")
			.containsOnlyOnce("aria-invalid=\"true\"")
			.contains("aria-describedby=\"review-" + wrong + "-problem\"", "id=\"review-" + wrong + "-problem\"")
			.contains("Nobody has said anything about “Momo” yet.");
		if (!name.isEmpty()) {
			assertThat(again.body()).contains("value=\"Ada\"");
		}
	}

	@Test
	void reviewThatIsTooLongOrEmptyIsRefusedInTheLanguageOfItsReader() {
		HttpResponse<String> again = this.browser.post("/books/momo/reviews",
				Map.of("name", "a".repeat(61), "rating", "5", "text", "b".repeat(1001)), "Accept-Language", "de");
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("Bitte einen Namen, höchstens 60 Zeichen.", "Ein paar Worte, höchstens 1000")
			.doesNotContain("??", "Eine Wertung von 1 bis 5.");
		assertThat(this.browser.post("/books/momo/reviews", new HashMap<>()).statusCode()).isEqualTo(422);
	}

	@Test
	void reviewFromAnotherSiteOrOfNoBookIsRefused() {
		HttpResponse<String> elsewhere = this.browser.post("/books/momo/reviews",
				Map.of("name", "Ada", "rating", "5", "text", "Not here."), "Sec-Fetch-Site", "cross-site");
		assertThat(elsewhere.statusCode()).isEqualTo(403);
		assertThat(this.browser.get("/books/momo").body()).doesNotContain("Not here.");
		HttpResponse<String> unknown = review("no-such-book", "Ada", "5", "Fine.");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("We do not have that book.");
	}

	@Test
	void sectionsOfOnePageShareOneBook() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.browser.get("/books/momo").headers().firstValue("X-Folio-Books-Made")).contains("1");
		}
	}

	@Test
	void whatIsCachedOfABookIsThereUntilTheBookIsReviewed(@Autowired JdbcClient jdbc) {
		String neighbour = neighbourOf("middlemarch");
		rename(jdbc, "Middlemarch Again");
		try {
			assertThat(this.browser.get("/books/middlemarch").body()).doesNotContain("Middlemarch Again");
			assertThat(this.browser.get(neighbour).body()).doesNotContain("Middlemarch Again");
			review("middlemarch", "Ada", "5", "Still long.");
			assertThat(this.browser.get("/books/middlemarch").body()).contains("Middlemarch Again");
			assertThat(this.browser.get(neighbour).body()).contains("Middlemarch Again");
		}
		finally {
			rename(jdbc, "Middlemarch");
			review("middlemarch", "Ada", "5", "Longer still.");
		}
		assertThat(this.browser.get(neighbour).body()).contains(">Middlemarch<").doesNotContain("Middlemarch Again");
	}

	/**
	 * The page of a book that shows the given one as its neighbour, which it has cached.
	 */
	private String neighbourOf(String slug) {
		return Pattern.compile("href=\"(/books/[a-z0-9-]+)\"")
			.matcher(this.browser.get("/books/" + slug).body())
			.results()
			.map((match) -> match.group(1))
			.filter((target) -> this.browser.get(target).body().contains("href=\"/books/" + slug + "\""))
			.filter((target) -> !target.equals("/books/" + slug))
			.findFirst()
			.orElseThrow();
	}

	private static void rename(JdbcClient jdbc, String title) {
		jdbc.sql("UPDATE book SET title = :title WHERE slug = 'middlemarch'").param("title", title).update();
	}

	private HttpResponse<String> review(String slug, String name, String rating, String text) {
		return this.browser.post("/books/" + slug + "/reviews", Map.of("name", name, "rating", rating, "text", text));
	}

}
