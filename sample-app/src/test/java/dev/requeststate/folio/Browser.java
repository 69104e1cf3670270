package dev.requeststate.folio;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks a running Folio for pages. Follows no redirect and keeps no cookie.
 */
final class Browser {

	// The first page of a cold process takes long on a busy machine.
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newHttpClient();

	private final String server;

	Browser(int port) {
		this.server = "http://127.0.0.1:" + port;
	}

	/**
	 * Ask for a page.
	 * @param target path and query
	 * @param headers names and values in turn
	 */
	HttpResponse<String> get(String target, String... headers) {
		return send(HttpRequest.newBuilder().GET(), target, headers);
	}

	/**
	 * Send a form.
	 * @param target path and query
	 * @param fields what is in the form
	 * @param headers names and values in turn
	 */
	HttpResponse<String> post(String target, Map<String, String> fields, String... headers) {
		String form = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder()
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.header("Content-Type", "application/x-www-form-urlencoded"), target, headers);
	}

	/**
	 * Ask for what comes little by little. Closing it is going away.
	 * @param target path and query
	 * @param headers names and values in turn
	 */
	HttpResponse<InputStream> listen(String target, String... headers) {
		return send(HttpRequest.newBuilder().GET(), HttpResponse.BodyHandlers.ofInputStream(), target, headers);
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String target, String... headers) {
		return send(request, HttpResponse.BodyHandlers.ofString(), target, headers);
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, String target,
			String... headers) {
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.client.send(request.uri(URI.create(this.server + target)).timeout(PATIENCE).build(), body);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
