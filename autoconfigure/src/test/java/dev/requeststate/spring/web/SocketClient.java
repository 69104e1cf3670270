package dev.requeststate.spring.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that stays open until it is closed here.
 */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

	private static final HttpClient client = HttpClient.newHttpClient();

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	private final WebSocket socket;

	SocketClient(WebServer server, String key) {
		this.socket = client.newWebSocketBuilder()
			.header(Journal.KEY, key)
			.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/socket"), this)
			.join();
	}

	/**
	 * Send a message and wait for the answer. Once.
	 */
	String ask(String message) throws Exception {
		this.socket.sendText(message, true).get(10, TimeUnit.SECONDS);
		return this.answer.get(10, TimeUnit.SECONDS);
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
		this.answer.complete(text.toString());
		return null;
	}

	@Override
	public void close() {
		this.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

}
