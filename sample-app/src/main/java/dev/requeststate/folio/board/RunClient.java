package dev.requeststate.folio.board;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.folio.isolation.IsolationMode;

/**
 * Sends the requests of one run to a server, over HTTP/1.1, as any client would. It has
 * two threads, which also check the answers: the processors are for the server.
 */
final class RunClient implements AutoCloseable {

	private static final int NOTES_ASKED_FOR = 100;

	private static final long MILLIS_BETWEEN_NOTES = 50;

	private final AtomicInteger threads = new AtomicInteger();

	private final ExecutorService executor = Executors.newFixedThreadPool(2, (task) -> {
		Thread thread = new Thread(task, "board-client-" + this.threads.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	});

	private final Executor later = CompletableFuture.delayedExecutor(MILLIS_BETWEEN_NOTES, TimeUnit.MILLISECONDS,
			this.executor);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.executor(this.executor)
		.build();

	private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();

	private final URI server;

	private final Duration patience;

	/**
	 * Create a client.
	 * @param server where to send the requests
	 * @param patience how long to wait for the beginning of an answer
	 */
	RunClient(URI server, Duration patience) {
		this.server = server;
		this.patience = patience;
	}

	/**
	 * Send a request. The future fails with what kept the answer from coming. Where a
	 * task runs after the response, the answer comes with what that has noted, which is
	 * waited for some seconds.
	 */
	CompletableFuture<Answer> send(RunRequest request) {
		long start = System.nanoTime();
		CompletableFuture<Answer> answer = get(request.target(), request.headers())
			.thenApply((response) -> new Answer(response.statusCode(), response.headers().map(), response.body(),
					System.nanoTime() - start, ""));
		return (request.mode() != IsolationMode.AFTER) ? answer
				: answer.thenCompose((page) -> (page.status() == request.mode().status())
						? note(request.token(), NOTES_ASKED_FOR).thenApply(page::withNote)
						: CompletableFuture.completedFuture(page));
	}

	private CompletableFuture<String> note(String token, int times) {
		return get("/isolation/after/" + token, Map.of()).thenCompose((note) -> {
			if (note.statusCode() == 200) {
				return CompletableFuture.completedFuture(note.body());
			}
			return (times == 1) ? CompletableFuture.completedFuture("")
					: CompletableFuture.supplyAsync(() -> times - 1, this.later)
						.thenCompose((left) -> note(token, left));
		});
	}

	private CompletableFuture<HttpResponse<String>> get(String target, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.server + target)).timeout(this.patience);
		headers.forEach(request::header);
		CompletableFuture<HttpResponse<String>> response = this.http.sendAsync(request.build(),
				BodyHandlers.ofString(StandardCharsets.UTF_8));
		this.pending.add(response);
		response.whenComplete((answer, failure) -> this.pending.remove(response));
		return response;
	}

	/**
	 * Give up what has not been answered, and the threads.
	 */
	@Override
	public void close() {
		this.pending.forEach((response) -> response.cancel(true));
		this.executor.shutdown();
	}

}
