package dev.requeststate.folio;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the shop's pages as a browser gets them.
 */
@FolioTest
class ShopPagesTests {

	private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");

	@LocalServerPort
	private int port;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/", "/books", "/books?q=calvino&shelf=novels&order=oldest&page=1", "/books?q=nothing+here",
					"/books?shelf=no-such-shelf&order=sideways&page=-3", "/books/momo", "/cart", "/playground/counter",
					"/playground/request-info?a=%25zz", "/playground/cache", "/playground/cache?user=ada" })
	void pageIsAWholeDocumentWithOneTitle(String target) {
		HttpResponse<String> response = this.browser.get(target);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(response.body()).startsWith("<!DOCTYPE html>").containsOnlyOnce("<title>").contains("<h1");
		assertThat(response.body().strip()).endsWith("</html>");
		assertThat(response.body()).doesNotContain("??");
		assertThat(this.browser.get(target, "Accept-Language", "de").body()).doesNotContain("??");
	}

	@Test
	void titleWithMarkupInItComesOutAsTextEverywhere(@Autowired JdbcClient jdbc) {
		String title = "</title><script>alert(1)</script>";
		jdbc.sql(
				"INSERT INTO book SELECT 'hostile', :title, author, author_sort, published, shelf, price_cents, FALSE, "
						+ "blurb_en, blurb_de FROM book WHERE slug = 'momo'")
			.param("title", title)
			.update();
		try {
			assertThat(this.browser.get("/books/hostile").body()).doesNotContain("<script>alert")
				.contains("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
				.contains("\"name\":\"\\u003c/title\\u003e\\u003cscript\\u003ealert(1)")
				.contains("<h1>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>");
			assertThat(this.browser.get("/cart?added=hostile", "Cookie", "cart=hostile:1").body())
				.doesNotContain("<script>alert")
				.contains("&lt;script&gt;alert(1)");
		}
		finally {
			jdbc.sql("DELETE FROM book WHERE slug = 'hostile'").update();
		}
	}

	@Test
	void whatTheRequestSaysComesOutAsText() {
		HttpResponse<String> response = this.browser.get("/playground/request-info?x=%3Cb%3E", "X-Markup",
				"<b>bold</b>", "Cookie", "c=<i>");
		assertThat(response.body()).doesNotContain("<b>", "<i>").contains("&lt;b&gt;bold&lt;/b&gt;", "&lt;i&gt;");
		assertThat(this.browser.get("/books?q=%22%3E%3Cscript%3E").body()).doesNotContain("<script>")
			.contains("value=\"&quot;&gt;&lt;script&gt;\"", "<h1>Books with “&quot;&gt;&lt;script&gt;”</h1>");
		assertThat(this.browser.get("/books?q=+").body()).contains("<h1>All books</h1>");
	}

	@Test
	void headIsAddedToWhileTheBodyRenders() {
		assertThat(this.browser.get("/books/momo").body()).contains("<title>Momo – Michael Ende</title>",
				"<meta property=\"og:title\" content=\"Momo\">", "<link rel=\"canonical\" href=\"/books/momo\">",
				"<script type=\"application/ld+json\"");
	}

	@Test
	void drawingsOfCoversStandInThePageOnceEach() {
		String body = this.browser.get("/books").body();
		Matcher used = Pattern.compile("href=\"#(cover-[a-z]+)\"").matcher(body);
		assertThat(used.find()).isTrue();
		do {
			assertThat(body).containsOnlyOnce("<symbol id=\"" + used.group(1) + "\"");
		}
		while (used.find());
	}

	@Test
	void everyScriptBearsTheNonceOfItsOwnResponse() {
		HttpResponse<String> first = this.browser.get("/books");
		HttpResponse<String> second = this.browser.get("/books");
		assertThat(nonce(first)).isNotEqualTo(nonce(second));
		assertThat(first.body()).contains("<script src=\"/folio.js\" nonce=\"" + nonce(first) + "\"");
		assertThat(first.body()).doesNotContain(" onclick", " onchange", " style=", nonce(second));
	}

	@Test
	void pageSpeaksTheLanguageOfItsReader() {
		HttpResponse<String> german = this.browser.get("/books/momo", "Accept-Language", "fr, de-AT;q=0.8, en;q=0.5");
		assertThat(german.body()).contains("<html lang=\"de\">", "11,90\u00a0€", "Graue Herren");
		assertThat(german.headers().firstValue("Content-Language")).contains("de");
		assertThat(this.browser.get("/books/momo").body()).contains("<html lang=\"en\">", "€11.90", "Grey gentlemen");
	}

	@Test
	void pagesOfAListKeepTheSearch() {
		assertThat(this.browser.get("/books?q=a%26b%3D&order=price&page=1").body()).contains("value=\"a&amp;b=\"");
		assertThat(this.browser.get("/books?shelf=novels&order=price").body())
			.contains("href=\"/books?shelf=novels&amp;order=price&amp;page=2\"");
	}

	@Test
	void actionOnTheCartAnswersWithHeaderAndCookieSetDeepInside() {
		HttpResponse<String> added = this.browser.post("/cart", Map.of("slug", "momo", "quantity", "2"), "Cookie",
				"cart=dune:1");
		assertThat(added.statusCode()).isEqualTo(303);
		assertThat(added.headers().firstValue("Location")).contains("/cart?added=momo");
		assertThat(added.headers().firstValue("X-Folio-Cart")).contains("3");
		assertThat(added.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.startsWith("cart=dune:1~momo:2;")
			.contains("HttpOnly", "SameSite=Lax");
		String cart = this.browser.get("/cart?added=momo", "Cookie", "cart=dune:1~momo:2").body();
		assertThat(cart).contains("“Momo” is in your cart.", "data-testid=\"cart-count\">3<",
				"data-testid=\"cart-total\">€36.70<");
	}

	@Test
	void linesOfTheCartCanBeChangedAndRemoved() {
		assertThat(change("set", "5").headers().firstValue("X-Folio-Cart")).contains("6");
		assertThat(change("remove", "1").headers().firstValue("X-Folio-Cart")).contains("1");
	}

	@Test
	void cartRefusesWhatItDoesNotKnow() {
		assertThat(change("burn", "1").statusCode()).isEqualTo(400);
		assertThat(change("set", "many").statusCode()).isEqualTo(400);
		HttpResponse<String> unknown = this.browser.post("/cart", Map.of("slug", "no-such-book"));
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(unknown.body()).contains("We do not have that book.");
		HttpResponse<String> elsewhere = this.browser.post("/cart", Map.of("slug", "momo"), "Sec-Fetch-Site",
				"cross-site");
		assertThat(elsewhere.statusCode()).isEqualTo(403);
		assertThat(elsewhere.headers().allValues("Set-Cookie")).isEmpty();
		HttpResponse<String> older = this.browser.post("/cart", Map.of("slug", "momo"), "Origin",
				"http://elsewhere.example");
		assertThat(older.statusCode()).isEqualTo(403);
		assertThat(older.headers().allValues("Set-Cookie")).isEmpty();
		assertThat(this.browser.post("/cart", Map.of("slug", "momo"), "Origin", "http://127.0.0.1:" + this.port)
			.statusCode()).isEqualTo(303);
	}

	@Test
	void counterBeginsAtZeroInEachRequest() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.browser.get("/playground/counter?sections=5").body())
				.contains("data-testid=\"counter\">5</output>");
		}
	}

	@Test
	void missingPageAndMissingBookHaveAPageOfTheirOwn() {
		HttpResponse<String> page = this.browser.get("/no/such/page");
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(page.body()).contains("<title>404 – Not on any shelf</title>", "/folio.css");
		HttpResponse<String> book = this.browser.get("/books/no-such-book", "Accept-Language", "de");
		assertThat(book.statusCode()).isEqualTo(404);
		assertThat(book.body()).contains("Dieses Buch haben wir nicht.");
	}

	private HttpResponse<String> change(String action, String quantity) {
		return this.browser.post("/cart", Map.of("slug", "momo", "action", action, "quantity", quantity), "Cookie",
				"cart=dune:1~momo:2");
	}

	private static String nonce(HttpResponse<String> response) {
		Matcher nonce = NONCE.matcher(response.headers().firstValue("Content-Security-Policy").orElseThrow());
		assertThat(nonce.find()).isTrue();
		return nonce.group(1);
	}

}
