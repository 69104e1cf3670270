package dev.requeststate.folio.soak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.requeststate.folio.process.LoadClients;

/**
 * Sends the requests of one visitor to the shop, as the visitor's browser would: with the
 * cart that the last answer has brought, and in the visitor's language. Nothing is sent
 * twice.
 */
final class ShopClient {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient HTTP = LoadClients.create("soak-client");

	private final String language;

	private String cart = "";

	/**
	 * Creates a client.
	 * @param language the {@code Accept-Language}
	 */
	ShopClient(String language) {
		this.language = language;
	}

	/**
	 * Returns what the cookie of the cart says by now.
	 */
	String cart() {
		return this.cart;
	}

	Reply get(URI server, String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(server.resolve(path)));
	}

	Reply post(URI server, String path, Map<String, String> form) throws IOException, InterruptedException {
		String body = form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(server.resolve(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body)));
	}

	private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
		request.timeout(PATIENCE).header("Accept-Language", this.language);
		if (!this.cart.isEmpty()) {
			request.header("Cookie", "cart=" + this.cart);
		}
		HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
		Reply reply = new Reply(response.statusCode(), response.headers().map(), response.body());
		reply.cookie("cart").ifPresent((cart) -> this.cart = cart);
		return reply;
	}

	/**
	 * What has come back.
	 *
	 * @param status the status code
	 * @param headers the headers
	 * @param body the body as text
	 */
	record Reply(int status, Map<String, List<String>> headers, String body) {

		Optional<String> header(String name) {
			return this.headers.entrySet()
				.stream()
				.filter((header) -> header.getKey().equalsIgnoreCase(name))
				.flatMap((header) -> header.getValue().stream())
				.findFirst();
		}

		Optional<String> cookie(String name) {
			return this.headers.entrySet()
				.stream()
				.filter((header) -> header.getKey().equalsIgnoreCase("Set-Cookie"))
				.flatMap((header) -> header.getValue().stream())
				.filter((cookie) -> cookie.startsWith(name + "="))
				.map((cookie) -> cookie.substring(name.length() + 1).split(";", 2)[0])
				.findFirst();
		}

	}

}
