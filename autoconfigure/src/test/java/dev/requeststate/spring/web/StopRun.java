package dev.requeststate.spring.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.requeststate.servlet.RequestStateFilter;
import org.awaitility.core.ConditionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that stops with requests under way, some of them on their thread and some
 * waiting for a result, and what becomes of them.
 */
final class StopRun {

	private final WebServer server;

	private final ThreadKind threads;

	private final HoldingPages pages;

	private final Journal journal;

	private final RequestStateFilter filter;

	private final List<String> keys = new ArrayList<>();

	private final List<CompletableFuture<String>> answers = new ArrayList<>();

	private final ExecutorService clients = Executors.newCachedThreadPool();

	/**
	 * Start a server and send the requests.
	 * @param container the server
	 * @param threads the kind of its threads
	 * @param onThread how many requests on their thread
	 * @param waiting how many that wait for a result
	 * @param properties how it stops
	 */
	StopRun(Container container, ThreadKind threads, int onThread, int waiting, String... properties) {
		this.threads = threads;
		String[] all = Stream.concat(Stream.of(threads.property()), Stream.of(properties)).toArray(String[]::new);
		this.server = WebServer.start(container, TableConfiguration.class, all);
		this.pages = this.server.bean(HoldingPages.class);
		this.journal = this.server.bean(Journal.class);
		this.filter = this.server.bean(RequestStateFilter.class);
		for (int i = 0; i < onThread; i++) {
			send("/hold", "on thread " + i);
		}
		for (int i = 0; i < waiting; i++) {
			send("/hold-async", "waiting " + i);
		}
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.pages.held()).isEqualTo(onThread + waiting));
	}

	private void send(String path, String key) {
		this.keys.add(key);
		this.answers.add(CompletableFuture.supplyAsync(() -> {
			try {
				HttpResponse<String> response = this.server.get(path, Journal.KEY, key);
				return (response.statusCode() == 200) ? response.body() : "status " + response.statusCode();
			}
			catch (IOException ex) {
				return "hung up";
			}
			catch (InterruptedException ex) {
				return "interrupted";
			}
		}, this.clients));
	}

	/**
	 * Begin to stop.
	 */
	CompletableFuture<Void> begin() {
		return CompletableFuture.runAsync(this.server::close, this.clients);
	}

	/**
	 * Wait until the stop is seen from outside.
	 */
	void awaitNoNewConnections() {
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			try (RawConnection connection = RawConnection.to(this.server)) {
				return false;
			}
			catch (IOException ex) {
				return true;
			}
		});
	}

	/**
	 * Let the requests that are still under way get on.
	 */
	void release() {
		this.pages.release();
	}

	/**
	 * What the requests were answered.
	 */
	List<String> answers() throws Exception {
		List<String> answers = new ArrayList<>();
		for (CompletableFuture<String> answer : this.answers) {
			answers.add(answer.get(30, TimeUnit.SECONDS));
		}
		this.clients.shutdown();
		return answers;
	}

	/**
	 * What is wrong with each of the requests, once all are closed, or will not be any
	 * more.
	 */
	List<Set<Fault>> faults() {
		try {
			// A thread that is not interrupted works on after the server is gone.
			await().atMost(Duration.ofSeconds(20))
				.until(() -> this.filter.closedByContainer() + this.filter.closedByRule() >= this.keys.size());
		}
		catch (ConditionTimeoutException ex) {
			// Judged below.
		}
		return this.keys.stream().map(this::faults).toList();
	}

	private Set<Fault> faults(String key) {
		Set<Fault> faults = Verdict.of(this.journal.steps(key), null);
		if (!this.journal.contexts(key).stream().allMatch((id) -> this.threads.isOf(this.journal.thread(id)))) {
			faults.add(Fault.WRONG_DISPATCHES);
		}
		return faults;
	}

	String closedBy() {
		return (this.filter.closedByRule() == 0) ? "hook"
				: "hook " + this.filter.closedByContainer() + " rule " + this.filter.closedByRule();
	}

	/**
	 * All that happened, for the message of a failure.
	 */
	String describe() {
		StringBuilder text = new StringBuilder();
		this.keys.forEach((key) -> text.append(key).append(' ').append(this.journal.steps(key)).append('\n'));
		return text.toString();
	}

}
