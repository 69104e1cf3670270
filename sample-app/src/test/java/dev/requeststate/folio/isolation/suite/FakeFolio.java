package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A small server on a free port of the loopback address that answers as a Folio would
 * which is right, or wrong in the way that a test wants.
 */
final class FakeFolio implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final Pages pages;

	private final Map<String, String> notes = new ConcurrentHashMap<>();

	private final Set<String> notesAsked = ConcurrentHashMap.newKeySet();

	private final AtomicLong opened = new AtomicLong();

	private final AtomicLong closed = new AtomicLong();

	private final AtomicLong readsUntilClose = new AtomicLong();

	private FakeFolio(HttpServer server, Pages pages) {
		this.server = server;
		this.pages = pages;
	}

	/**
	 * Starts a server whose pages are right.
	 */
	static FakeFolio start() throws IOException {
		return start((request, id) -> FakePage.answer(request, "context-" + id, "session-" + id));
	}

	/**
	 * Starts a server with the pages of the test.
	 */
	static FakeFolio start(Pages pages) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		FakeFolio folio = new FakeFolio(server, pages);
		server.setExecutor(folio.threads);
		server.createContext("/actuator/health", folio::health);
		server.createContext("/isolation/", folio::page);
		server.createContext("/isolation/stats", folio::stats);
		server.createContext("/isolation/after/", folio::note);
		server.start();
		return folio;
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	long opened() {
		return this.opened.get();
	}

	/**
	 * Opens a context and does not close it.
	 */
	void leaveOneOpen() {
		this.opened.incrementAndGet();
	}

	/**
	 * Opens and closes contexts.
	 */
	void openAndClose(int contexts) {
		this.opened.addAndGet(contexts);
		this.closed.addAndGet(contexts);
	}

	/**
	 * Closes a context when the stats have been read that often from now on.
	 */
	void closeAfterStats(int reads) {
		this.readsUntilClose.set(reads);
	}

	private void health(HttpExchange exchange) throws IOException {
		try (exchange) {
			send(exchange, new Answer(200, Map.of(), "{}"));
		}
	}

	private void page(HttpExchange exchange) throws IOException {
		long id = this.opened.incrementAndGet();
		try (exchange) {
			IsolationRequest request = request(exchange);
			Answer answer = this.pages.answer(request, id);
			if (!answer.note().isEmpty()) {
				this.notes.put(request.token(), answer.note());
			}
			send(exchange, answer);
		}
		this.closed.incrementAndGet();
	}

	/**
	 * The task after a response has run when its note is asked for again.
	 */
	private void note(HttpExchange exchange) throws IOException {
		this.opened.incrementAndGet();
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			String token = path.substring(path.lastIndexOf('/') + 1);
			boolean again = !this.notesAsked.add(token);
			String note = this.notes.get(token);
			send(exchange,
					(again && note != null) ? new Answer(200, Map.of(), note) : new Answer(404, Map.of(), "none"));
		}
		this.closed.incrementAndGet();
	}

	private void stats(HttpExchange exchange) throws IOException {
		try (exchange) {
			if (this.readsUntilClose.getAndDecrement() == 1) {
				this.closed.incrementAndGet();
			}
			long opened = this.opened.get();
			long closed = this.closed.get();
			send(exchange, new Answer(200, Map.of(), """
					{"opened": %1$d, "closed": %2$d, "active": %3$d, "closedByContainer": %2$d, "closedByRule": 0,
					"sessionsOpened": %1$d, "sessionsClosed": %2$d, "destroyFailures": 0, "leaks": 0}
					""".formatted(opened, closed, opened - closed)));
		}
	}

	private IsolationRequest request(HttpExchange exchange) {
		String path = exchange.getRequestURI().getPath();
		int token = path.lastIndexOf('/') + 1;
		Map<String, String> query = Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.collect(Collectors.toMap((parameter) -> parameter[0], (parameter) -> parameter[1]));
		return new IsolationRequest(path.substring(0, token), path.substring(token),
				IsolationMode.valueOf(query.getOrDefault("mode", "plain").toUpperCase(Locale.ROOT)),
				Integer.parseInt(query.getOrDefault("sections", "4")),
				Integer.parseInt(query.getOrDefault("delay", "0")),
				String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Language")));
	}

	private void send(HttpExchange exchange, Answer answer) throws IOException {
		answer.headers()
			.forEach((name, values) -> values.forEach((value) -> exchange.getResponseHeaders().add(name, value)));
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), body.length);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * Answers a request for a page. An exception ends the connection without an answer.
	 */
	interface Pages {

		Answer answer(IsolationRequest request, long id) throws IOException;

	}

}
