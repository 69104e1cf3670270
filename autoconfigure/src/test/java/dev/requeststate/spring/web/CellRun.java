package dev.requeststate.spring.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestStateFilter;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * The requests of one cell of the table, all sent at once, and what became of them. The
 * server must have no other ones meanwhile.
 */
final class CellRun {

	private static final AtomicInteger keys = new AtomicInteger();

	private final List<String> sent = new ArrayList<>();

	private final WebServer server;

	private final ThreadKind threads;

	private final TableRow row;

	private final long opened;

	private final long closedByHook;

	private final long closedByRule;

	/**
	 * Send them, and wait until all are closed.
	 * @param server where to
	 * @param threads the kind of thread they have to be served on
	 * @param row how
	 * @param times how many
	 * @param patience how long to wait for the last one to be closed
	 * @throws Exception if the answer to one of them is not what it has to be
	 */
	CellRun(WebServer server, ThreadKind threads, TableRow row, int times, Duration patience) throws Exception {
		this.server = server;
		this.threads = threads;
		this.row = row;
		this.opened = factory().opened();
		this.closedByHook = filter().closedByContainer();
		this.closedByRule = filter().closedByRule();
		List<AutoCloseable> open = send(times);
		awaitClosed(patience);
		for (AutoCloseable closeable : open) {
			closeable.close();
		}
	}

	private List<AutoCloseable> send(int times) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(times);
		try {
			List<Future<AutoCloseable>> sending = new ArrayList<>();
			for (int i = 0; i < times; i++) {
				String key = "cell-" + keys.incrementAndGet();
				this.sent.add(key);
				sending.add(clients.submit(() -> this.row.client().send(this.server, key)));
			}
			List<AutoCloseable> open = new ArrayList<>();
			for (Future<AutoCloseable> future : sending) {
				open.add(future.get(60, TimeUnit.SECONDS));
			}
			return open;
		}
		finally {
			clients.shutdownNow();
		}
	}

	// The container closes after the client has read the response. What is not closed in
	// time is found in the journal.
	private void awaitClosed(Duration patience) {
		try {
			await().atMost(patience).until(() -> {
				List<String> contexts = this.sent.stream().flatMap((key) -> contexts(key).stream()).toList();
				return contexts.size() >= (this.row.opens() ? this.sent.size() : 0)
						&& contexts.stream().allMatch((id) -> journal().events(id).contains("closed"))
						&& closedByHook() + closedByRule() == contexts.size();
			});
		}
		catch (ConditionTimeoutException ex) {
			// Judged below.
		}
	}

	WebServer server() {
		return this.server;
	}

	/**
	 * What is wrong with each of the requests.
	 */
	List<Set<Fault>> faults() {
		return this.sent.stream().map(this::faults).toList();
	}

	private Set<Fault> faults(String key) {
		if (!this.row.opens()) {
			return (factory().opened() == this.opened) ? Set.of() : EnumSet.of(Fault.WRONG_NUMBER);
		}
		Set<Fault> faults = Verdict.of(journal().steps(key), this.row.dispatches());
		if (!contexts(key).stream().allMatch((id) -> this.threads.isOf(journal().thread(id)))) {
			faults.add(Fault.WRONG_DISPATCHES);
		}
		return faults;
	}

	/**
	 * What closed them.
	 */
	String closedBy() {
		if (closedByHook() == 0 && closedByRule() == 0) {
			return "none opened";
		}
		return (closedByRule() == 0) ? "hook"
				: (closedByHook() == 0) ? "rule" : "hook " + closedByHook() + " rule " + closedByRule();
	}

	/**
	 * All that happened, for the message of a failure.
	 */
	String describe() {
		StringBuilder text = new StringBuilder();
		for (String key : this.sent) {
			text.append(faults(key)).append(' ').append(journal().steps(key)).append('\n');
		}
		return text.toString();
	}

	private List<String> contexts(String key) {
		return journal().contexts(key).stream().distinct().toList();
	}

	private long closedByHook() {
		return filter().closedByContainer() - this.closedByHook;
	}

	private long closedByRule() {
		return filter().closedByRule() - this.closedByRule;
	}

	private Journal journal() {
		return this.server.bean(Journal.class);
	}

	private RequestContextFactory factory() {
		return this.server.bean(RequestContextFactory.class);
	}

	private RequestStateFilter filter() {
		return this.server.bean(RequestStateFilter.class);
	}

}
