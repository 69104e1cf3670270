package dev.requeststate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of docs/following-the-request.md. Every piece runs in a request of its own,
 * which has to be closed when all is done.
 */
class FollowingTheRequestTests {

	static final RequestLocal<String> USER = RequestLocal.named("user");

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestContextFactory.Registration registration = this.factory.makeDefault();

	private final RequestStateFilter filter = new RequestStateFilter(this.factory, List.of(), RequestInfoMode.LAZY);

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final Executor jobs = this.pool;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private final Queue<String> sent = new ConcurrentLinkedQueue<>();

	@AfterEach
	void everyContextIsClosed() {
		try {
			Awaitility.await().until(() -> this.factory.opened() == this.factory.closed());
			assertThat(this.factory.opened()).isPositive();
		}
		finally {
			this.pool.shutdown();
			this.timer.shutdown();
			this.registration.close();
		}
	}

	private void inRequest(Work work) throws Exception {
		this.filter.doFilter(new MockHttpServletRequest("GET", "/books"), new MockHttpServletResponse(),
				(request, response) -> {
					USER.set("ada");
					try {
						work.run();
					}
					catch (Exception ex) {
						throw new IllegalStateException(ex);
					}
				});
	}

	private void expectSent(String... messages) {
		Awaitility.await().untilAsserted(() -> assertThat(this.sent).containsExactly(messages));
	}

	@Test
	void anExecutor() throws Exception {
		inRequest(() -> {
			// @formatter:off
			ExecutorService prices = Propagating.executorService(pool);
			Future<String> price = prices.submit(() -> "for " + USER.get());
			// @formatter:on
			assertThat(price.get()).isEqualTo("for ada");
		});
	}

	@Test
	void aScheduler() throws Exception {
		inRequest(() -> {
			ScheduledExecutorService scheduler = Propagating.scheduledExecutorService(timer);
			scheduler.schedule(() -> sent.add("reminder for " + USER.get()), 10, TimeUnit.MILLISECONDS);
		});
		expectSent("reminder for ada");
	}

	@Test
	void aFunction() throws Exception {
		inRequest(() -> {
			List<String> labels = List.of("novel", "atlas")
				.parallelStream()
				.map(Propagating.function((String title) -> title + " for " + USER.get()))
				.toList();
			assertThat(labels).containsExactly("novel for ada", "atlas for ada");
		});
	}

	@Test
	void futures() throws Exception {
		Client client = new Client();
		List<CompletableFuture<String>> results = new ArrayList<>();
		inRequest(() -> {
			CompletableFuture<String> greeting = Propagating.supplyAsync(() -> "Hello", pool)
				.thenApply((hello) -> hello + ", " + USER.get())
				.thenCombine(Propagating.supplyAsync(USER::get, pool), (hello, user) -> hello + " (" + user + ")");
			CompletableFuture<String> answer = Propagating.future(client.ask("weather"))
				.thenApply((weather) -> weather + " for " + USER.get());
			CompletableFuture<String> both = Propagating.future(CompletableFuture.allOf(greeting, answer))
				.thenApply((done) -> "both for " + USER.get());
			results.addAll(List.of(greeting, answer, both));
		});
		client.answer.complete("sun");
		assertThat(results.get(0).get(20, TimeUnit.SECONDS)).isEqualTo("Hello, ada (ada)");
		assertThat(results.get(1).get(20, TimeUnit.SECONDS)).isEqualTo("sun for ada");
		assertThat(results.get(2).get(20, TimeUnit.SECONDS)).isEqualTo("both for ada");
	}

	@Test
	void aThread() throws Exception {
		inRequest(() -> {
			Thread worker = RequestContext.current()
				.threadFactory()
				.newThread(() -> sent.add("by a thread for " + USER.get()));
			worker.start();
		});
		expectSent("by a thread for ada");
	}

	@Test
	void aSnapshot() throws Exception {
		inRequest(() -> {
			ExecutorService snapshots = ContextExecutorService.wrap(pool,
					ContextSnapshotFactory.builder().build()::captureAll);
			Future<String> seen = snapshots.submit(USER::get);
			assertThat(seen.get()).isEqualTo("ada");
		});
	}

	@Test
	void aSubscription() throws Exception {
		CompletableFuture<String> written = new CompletableFuture<>();
		Mono<String> audit = Mono.fromFuture(written);
		inRequest(() -> {
			RequestContext.current().waitUntil(audit.toFuture());
		});
		assertThat(this.factory.closed()).isZero();
		written.complete("done");
	}

	@Test
	void afterTheResponse() throws Exception {
		inRequest(() -> {
			RequestContext.current().afterResponse(() -> sent.add("confirmation for " + USER.get()));
			assertThat(this.sent).isEmpty();
		});
		expectSent("confirmation for ada");
	}

	@Test
	void aLongJob() throws Exception {
		inRequest(() -> {
			Lease export = RequestContext.detached(RequestInfo.current());
			jobs.execute(() -> {
				try (export) {
					export.run(() -> sent.add("export of " + RequestInfo.current().path()));
				}
			});
		});
		expectSent("export of /books");
	}

	@Test
	void aJob() {
		Report report = () -> this.sent.add("report for " + USER.get());
		RequestContext.run("nightly", () -> {
			USER.set("the night");
			report.send();
		});
		expectSent("report for the night");
	}

	@Test
	void byHand() throws Exception {
		Library library = new Library();
		inRequest(() -> {
			Lease lease = RequestContext.current().lease();
			library.onReady(() -> {
				try (lease) {
					lease.run(() -> sent.add("callback for " + USER.get()));
				}
			});
		});
		library.ready();
		expectSent("callback for ada");
	}

	private interface Work {

		void run() throws Exception;

	}

	private interface Report {

		void send();

	}

	private static final class Client {

		private final CompletableFuture<String> answer = new CompletableFuture<>();

		CompletableFuture<String> ask(String question) {
			assertThat(question).isNotEmpty();
			return this.answer;
		}

	}

	private static final class Library {

		private final List<Runnable> callbacks = new ArrayList<>();

		void onReady(Runnable callback) {
			this.callbacks.add(callback);
		}

		void ready() {
			this.callbacks.forEach(Runnable::run);
		}

	}

}
