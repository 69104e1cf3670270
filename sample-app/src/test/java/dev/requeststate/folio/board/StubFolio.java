package dev.requeststate.folio.board;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * A server that answers as the isolation page does, or as a test wants, and remembers
 * what it was asked.
 */
final class StubFolio implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> tokens = new CopyOnWriteArrayList<>();

	private final HttpHandler page;

	StubFolio(HttpHandler page) throws IOException {
		this.page = page;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/isolation/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		this.tokens.add(token(exchange));
		try (exchange) {
			this.page.handle(exchange);
		}
	}

	/**
	 * The token of the request, or an empty text.
	 */
	static String token(HttpExchange exchange) {
		String token = exchange.getRequestHeaders().getFirst("X-Request-Token");
		return (token != null) ? token : "";
	}

	/**
	 * Answer with the request's own token in a header and this body.
	 */
	static void answer(HttpExchange exchange, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("X-Request-Token", token(exchange));
		exchange.sendResponseHeaders(200, bytes.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	URI uri() {
		return URI.create("http://" + this.server.getAddress().getAddress().getHostAddress() + ":"
				+ this.server.getAddress().getPort());
	}

	/**
	 * The tokens of the requests so far.
	 */
	List<String> tokens() {
		return this.tokens;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
