package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.folio.process.LoadClients;

/**
 * Sends requests to one Folio. All instances share one HTTP client.
 */
final class FolioClient {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient HTTP = LoadClients.create("isolation-client");

	private static final Duration LONGEST_WAIT_FOR_A_NOTE = Duration.ofSeconds(20);

	private static final Executor A_LITTLE_LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS,
			HTTP.executor().orElseThrow());

	private final AtomicInteger notesAsked = new AtomicInteger();

	private final URI server;

	FolioClient(URI server) {
		this.server = server;
	}

	URI server() {
		return this.server;
	}

	/**
	 * Sends a request for the isolation page. The future fails with what kept the answer
	 * from coming, after a minute at the latest. Where a task runs after the response,
	 * the answer comes with what it has noted, which is waited for twenty seconds at
	 * most, from when the response has come.
	 */
	CompletableFuture<Answer> send(IsolationRequest request) {
		CompletableFuture<Answer> answer = sendAsync(request.target(), request.headers());
		if (request.mode() != IsolationMode.AFTER) {
			return answer;
		}
		return answer.thenCompose((page) -> (page.status() == request.mode().status())
				? note(request.token(), System.nanoTime() + LONGEST_WAIT_FOR_A_NOTE.toNanos()).thenApply(page::withNote)
				: CompletableFuture.completedFuture(page));
	}

	private CompletableFuture<String> note(String token, long latest) {
		return sendAsync("/isolation/after/" + token, Map.of("Accept", "application/json")).thenCompose((note) -> {
			this.notesAsked.incrementAndGet();
			if (note.status() == 200) {
				return CompletableFuture.completedFuture(note.body());
			}
			return (System.nanoTime() > latest) ? CompletableFuture.completedFuture("")
					: CompletableFuture.supplyAsync(() -> token, A_LITTLE_LATER)
						.thenCompose((again) -> note(again, latest));
		});
	}

	/**
	 * Returns how many requests for notes were answered.
	 */
	int notesAsked() {
		return this.notesAsked.get();
	}

	private CompletableFuture<Answer> sendAsync(String target, Map<String, String> headers) {
		return HTTP.sendAsync(request(target, headers), BodyHandlers.ofString(StandardCharsets.UTF_8))
			.thenApply(FolioClient::answer);
	}

	/**
	 * Sends a GET and waits for its answer.
	 * @param target path and query, escaped
	 */
	Answer get(String target, Map<String, String> headers) throws IOException, InterruptedException {
		return answer(HTTP.send(request(target, headers), BodyHandlers.ofString(StandardCharsets.UTF_8)));
	}

	/**
	 * Reads the stats.
	 * @throws IOException if the server does not answer, or not with 200
	 */
	IsolationStats stats() throws IOException, InterruptedException {
		Answer answer = get("/isolation/stats", Map.of("Accept", "application/json"));
		if (answer.status() != 200) {
			throw new IOException("/isolation/stats answered " + answer.describe());
		}
		return IsolationStats.parse(answer.body());
	}

	private HttpRequest request(String target, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.server.resolve(target)).timeout(PATIENCE);
		headers.forEach(request::header);
		return request.build();
	}

	private static Answer answer(HttpResponse<String> response) {
		return new Answer(response.statusCode(), response.headers().map(), response.body());
	}

}
