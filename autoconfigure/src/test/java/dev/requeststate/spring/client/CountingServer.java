package dev.requeststate.spring.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that counts: each response says the how-manieth it is, and for whom.
 */
final class CountingServer implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	CountingServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	/**
	 * What to do for a path, in the place of the ordinary answer.
	 */
	void answer(String path, Answer answer) {
		this.answers.put(path, answer);
	}

	/**
	 * The requests so far, as {@code GET /path}.
	 */
	List<String> requests() {
		return this.requests;
	}

	/**
	 * An answer that is given when the latch lets it.
	 */
	static Answer after(CountDownLatch latch) {
		return (exchange, ordinary) -> {
			try {
				if (!latch.await(20, TimeUnit.SECONDS)) {
					throw new IOException("Nobody lets this go on");
				}
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			send(exchange, 200, ordinary);
		};
	}

	static Answer withHeader(String name, String value) {
		return (exchange, ordinary) -> {
			exchange.getResponseHeaders().add(name, value);
			send(exchange, 200, ordinary);
		};
	}

	static Answer withStatus(int status) {
		return (exchange, ordinary) -> send(exchange, status, ordinary);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
			String user = exchange.getRequestHeaders().getFirst("Authorization");
			String ordinary = this.requests.size() + " for " + ((user != null) ? user : "anybody");
			Answer answer = this.answers.getOrDefault(exchange.getRequestURI().getPath(), withStatus(200));
			answer.give(exchange, ordinary);
		}
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		boolean empty = exchange.getRequestMethod().equals("HEAD");
		exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
		if (!empty) {
			exchange.getResponseBody().write(bytes);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * How a request is answered.
	 */
	@FunctionalInterface
	interface Answer {

		void give(HttpExchange exchange, String ordinary) throws IOException;

	}

}
