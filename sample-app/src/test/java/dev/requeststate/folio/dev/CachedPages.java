package dev.requeststate.folio.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the pages behind which something is cached, for all requests and for one.
 */
final class CachedPages {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI server;

	CachedPages(URI server) {
		this.server = server;
	}

	/**
	 * Expects everybody to be greeted by name, a book to be made ready once for each
	 * page, and a review to be on the page that was cached without it.
	 */
	void expectNothingForeignAndNothingStale() throws IOException, InterruptedException {
		for (String user : new String[] { "ada", "bob", "ada" }) {
			VisitPage page = get("/playground/cache?user=" + user);
			assertThat(page.field("greeting")).isEqualTo("Hello, " + user);
			assertThat(page.field("keyed-greeting")).isEqualTo("Hello, " + user);
			assertThat(page.field("outcome")).isEqualTo("refused");
			assertThat(page.field("computed")).isEqualTo("1");
		}
		int before = get("/books/momo").fields("review").size();
		for (int reviews = before + 1; reviews <= before + 2; reviews++) {
			assertThat(post("/books/momo/reviews", "name=Ada&rating=5&text=Slow+and+right.").status()).isEqualTo(303);
			VisitPage page = get("/books/momo");
			assertThat(page.fields("review")).hasSize(reviews);
			assertThat(page.header("X-Folio-Books-Made")).containsExactly("1");
		}
	}

	private VisitPage get(String target) throws IOException, InterruptedException {
		VisitPage page = send(HttpRequest.newBuilder().GET(), target);
		assertThat(page.status()).as(page::text).isEqualTo(200);
		return page;
	}

	private VisitPage post(String target, String form) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder()
			.POST(BodyPublishers.ofString(form))
			.header("Content-Type", "application/x-www-form-urlencoded"), target);
	}

	private VisitPage send(HttpRequest.Builder request, String target) throws IOException, InterruptedException {
		var response = this.http.send(
				request.uri(this.server.resolve(target)).timeout(PATIENCE).header("Accept-Language", "en").build(),
				BodyHandlers.ofString(StandardCharsets.UTF_8));
		return new VisitPage(response.statusCode(), response.headers().map(), response.body());
	}

}
