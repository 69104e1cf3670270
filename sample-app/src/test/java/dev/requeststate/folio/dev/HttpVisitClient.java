package dev.requeststate.folio.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends visits by HTTP.
 */
final class HttpVisitClient implements VisitClient {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI server;

	HttpVisitClient(URI server) {
		this.server = server;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Waits for the answer for a minute at most.
	 */
	@Override
	public VisitPage send(Visit visit) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.server.resolve(visit.path() + "?" + visit.query()))
			.timeout(PATIENCE)
			.method(visit.method(), BodyPublishers.noBody())
			.header("X-Request-Token", visit.token())
			.header("Cookie", visit.cookie())
			.header("Accept", "text/html")
			.header("Accept-Language", "en")
			.build();
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
		return new VisitPage(response.statusCode(), response.headers().map(), response.body());
	}

}
