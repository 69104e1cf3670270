package dev.requeststate.spring.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One row of the table of scenarios.
 *
 * @param name what it is called
 * @param client sends one request
 * @param dispatches the dispatches that must follow, or null for any
 * @param opens whether the request gets as far as the filter
 */
record TableRow(String name, Client client, @Nullable List<String> dispatches, boolean opens) {

	/**
	 * The row that is meant to go wrong.
	 */
	static final TableRow CONTROL = new TableRow("lease that is forgotten", (server, key) -> {
		assertThat(server.get("/forgotten-lease", Journal.KEY, key).statusCode()).isEqualTo(200);
		return Client.NOTHING;
	}, List.of("REQUEST"), true);

	private static final Set<Scenario> WITHOUT_ERROR_PAGE_IN_WAR = Set.of(Scenario.START_ASYNC_TIMEOUT,
			Scenario.THROWS_AFTER_START_ASYNC, Scenario.SEND_ERROR_FROM_WORKER,
			Scenario.SEND_ERROR_FROM_WORKER_UNWRAPPED);

	static List<TableRow> all() {
		List<TableRow> rows = new ArrayList<>();
		for (Scenario scenario : Scenario.values()) {
			rows.add(of(scenario));
		}
		rows.add(hungUp("reset mid page", "/endless"));
		rows.add(hungUp("reset mid stream", "/endless-stream"));
		rows.add(hungUp("reset mid SSE", "/endless-sse"));
		rows.add(hungUp("reset of an idle SSE", "/sse-idle"));
		rows.add(new TableRow("upload cut off", TableRow::cutOffUpload, null, true));
		rows.add(new TableRow("malformed request line", TableRow::sendMalformed, null, false));
		for (Scenario scenario : List.of(Scenario.PLAIN, Scenario.CALLABLE, Scenario.THROWS, Scenario.CALLABLE_THROWS,
				Scenario.SSE)) {
			rows.add(of(scenario, "HTTP/2 ", HttpClient.Version.HTTP_2));
		}
		rows.add(resetStream("HTTP/2 reset mid page", "/endless"));
		rows.add(resetStream("HTTP/2 reset mid stream", "/endless-stream"));
		rows.add(resetStream("HTTP/2 reset mid SSE", "/endless-sse"));
		rows.add(new TableRow("WebSocket upgrade", TableRow::upgrade, List.of("REQUEST"), true));
		return rows;
	}

	static TableRow of(Scenario scenario) {
		return of(scenario, "", HttpClient.Version.HTTP_1_1);
	}

	/**
	 * As {@link #of(Scenario)}, in a WAR: Spring Boot shows its error pages by a forward,
	 * inside the dispatch that failed, and none where an error is not seen there.
	 */
	static TableRow inWar(Scenario scenario) {
		return new TableRow(scenario.name().toLowerCase(Locale.ROOT).replace('_', ' '), (server, key) -> {
			if (WITHOUT_ERROR_PAGE_IN_WAR.contains(scenario)) {
				exchange(server, key, scenario.path());
			}
			else {
				send(scenario, server, key, HttpClient.Version.HTTP_1_1);
			}
			return Client.NOTHING;
		}, scenario.dispatches().stream().filter((type) -> !type.equals("ERROR")).toList(), true);
	}

	private static void exchange(WebServer server, String key, String path) throws IOException {
		try (RawConnection connection = RawConnection.to(server)) {
			connection.sendHead("GET", path, key, "Connection: close");
			// Empty where the server has hung up.
			assertThat(connection.readLine()).matches("HTTP/1.1 (200|500|503) ?.*|");
		}
	}

	private static TableRow of(Scenario scenario, String prefix, HttpClient.Version version) {
		return new TableRow(prefix + scenario.name().toLowerCase(Locale.ROOT).replace('_', ' '), (server, key) -> {
			send(scenario, server, key, version);
			return Client.NOTHING;
		}, scenario.dispatches(), true);
	}

	private static void send(Scenario scenario, WebServer server, String key, HttpClient.Version version)
			throws IOException, InterruptedException {
		HttpResponse<String> response;
		try {
			response = server.get(version, scenario.path(), HttpResponse.BodyHandlers.ofString(), Journal.KEY, key);
		}
		catch (IOException ex) {
			if (scenario.status() != Scenario.CUT_OFF) {
				throw ex;
			}
			return;
		}
		if (scenario.status() != Scenario.CUT_OFF) {
			assertThat(response.version()).isEqualTo(version);
			assertThat(response.statusCode()).as("%s", scenario).isEqualTo(scenario.status());
			if (scenario.showsContext()) {
				assertThat(response.body()).as("%s", scenario)
					.contains("context=" + server.bean(Journal.class).contexts(key).get(0) + ";");
			}
		}
	}

	private static TableRow hungUp(String name, String path) {
		return new TableRow(name, (server, key) -> {
			try (RawConnection connection = RawConnection.to(server)) {
				connection.sendHead("GET", path, key);
				connection.read(100);
				connection.reset();
			}
			return Client.NOTHING;
		}, null, true);
	}

	private static AutoCloseable cutOffUpload(WebServer server, String key) throws IOException {
		try (RawConnection connection = RawConnection.to(server)) {
			connection.sendHead("POST", "/upload", key, "Content-Type: text/plain", "Content-Length: 100000");
			connection.send("x".repeat(1000));
			server.awaitArrival(key);
			connection.reset();
		}
		return Client.NOTHING;
	}

	private static AutoCloseable sendMalformed(WebServer server, String key) throws IOException {
		try (RawConnection connection = RawConnection.to(server)) {
			connection.send("THIS IS\u0001NOT HTTP\r\n" + Journal.KEY + ": " + key + "\r\n\r\n");
			assertThat(connection.readLine()).contains(" 400 ");
		}
		return Client.NOTHING;
	}

	private static TableRow resetStream(String name, String path) {
		return new TableRow(name, (server, key) -> {
			if (server.isJetty()) {
				return Http2Reset.send(server, path, key);
			}
			resetStream(server, path, key);
			return Client.NOTHING;
		}, null, true);
	}

	private static void resetStream(WebServer server, String path, String key)
			throws IOException, InterruptedException {
		// On a connection of its own: Tomcat closes one on which too many streams were
		// reset.
		HttpRequest request = HttpRequest.newBuilder(server.uri(path)).header(Journal.KEY, key).build();
		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		// The client resets the stream of a body that it does not read to its end.
		try (InputStream body = response.body()) {
			assertThat(body.readNBytes(100)).hasSize(100);
		}
	}

	private static AutoCloseable upgrade(WebServer server, String key) throws Exception {
		SocketClient socket = new SocketClient(server, key);
		assertThat(socket.ask("anybody")).isEqualTo("anybody in null");
		return socket;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Sends one request and checks the answer.
	 */
	interface Client {

		/**
		 * What there is to close where nothing stays open.
		 */
		AutoCloseable NOTHING = () -> {
		};

		/**
		 * Send it.
		 * @param server the server
		 * @param key for the header {@link Journal#KEY}
		 * @return what is to be closed when the request's context is
		 */
		AutoCloseable send(WebServer server, String key) throws Exception;

	}

}
