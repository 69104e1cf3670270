package dev.requeststate.folio.board;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Has plans run, one at a time for the whole server, and remembers the last run. Who has
 * started a run gets a key, with which it can be stopped.
 */
final class Board implements DisposableBean {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final long MILLIS_TO_END = 5000;

	private final BoardLimits limits;

	private @Nullable Run run;

	private @Nullable Thread thread;

	private String key = "";

	private boolean closed;

	Board(BoardLimits limits) {
		this.limits = limits;
	}

	/**
	 * Have a plan run, on a thread of its own, which has no request context.
	 * @param plan the plan, within the limits
	 * @param server where to send the requests
	 * @return the key of the run, or empty if another one is not over
	 */
	synchronized Optional<String> start(RunPlan plan, URI server) {
		if (this.closed || (this.run != null && !this.run.isOver())) {
			return Optional.empty();
		}
		this.run = new Run(plan, server, this.limits.timeLimit(), PATIENCE);
		this.key = UUID.randomUUID().toString();
		this.thread = new Thread(this.run, "board");
		this.thread.setDaemon(true);
		this.thread.start();
		return Optional.of(this.key);
	}

	/**
	 * Whether this is the key of the run that was started last.
	 */
	synchronized boolean isKey(@Nullable String key) {
		return key != null && this.run != null && MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8),
				this.key.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Stop the run, if there is one.
	 */
	synchronized void cancel() {
		if (this.run != null) {
			this.run.stop(RunState.CANCELLED);
		}
	}

	/**
	 * What has become of the run that was started last; empty if there was none.
	 */
	synchronized Optional<RunReport> report() {
		return Optional.ofNullable(this.run).map(Run::report);
	}

	/**
	 * Send no more requests: a server that stops waits for those that it has.
	 */
	@EventListener(ContextClosedEvent.class)
	synchronized void close() {
		this.closed = true;
		cancel();
	}

	@Override
	public void destroy() throws InterruptedException {
		Thread running = thread();
		if (running != null) {
			running.interrupt();
			running.join(MILLIS_TO_END);
		}
	}

	private synchronized @Nullable Thread thread() {
		return this.thread;
	}

}
