package dev.requeststate.spring.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.requeststate.context.LeaseInfo;
import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.RequestInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Waits for the open contexts when the application stops, then closes what is left by
 * force and reports it.
 * <p>
 * Stops after the web server, so that no request is begun any more, and before executors
 * are stopped and beans destroyed, which the work that goes on may need. It waits for
 * leases and for what is no HTTP request, up to the limit of a shutdown phase. A request
 * that nothing but the container keeps open is one that the container has given up.
 */
public final class OpenContextsDrain implements SmartLifecycle {

	/**
	 * After the phases of Spring Boot's web server, which are 1024 and 2048 below the
	 * default, and before that of Spring's executors, which is half of it.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private static final Logger logger = LoggerFactory.getLogger(OpenContextsDrain.class);

	private static final Duration POLL = Duration.ofMillis(20);

	// For threads of the container that are about to end a request.
	private static final Duration CONTAINER = Duration.ofSeconds(1);

	private final OpenContexts contexts;

	private final Duration limit;

	private volatile boolean running;

	/**
	 * Create a drain.
	 * @param contexts what to wait for
	 * @param limit how long to wait at most
	 */
	public OpenContextsDrain(OpenContexts contexts, Duration limit) {
		this.contexts = contexts;
		this.limit = limit;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		closeByForce();
		this.running = false;
	}

	private void await() throws InterruptedException {
		long start = System.nanoTime();
		Duration waited = Duration.ZERO;
		while (waited.compareTo(this.limit) < 0 && isAwaited(waited)) {
			Duration left = this.limit.minus(waited);
			this.contexts.awaitClosed((left.compareTo(POLL) < 0) ? left : POLL);
			waited = Duration.ofNanos(System.nanoTime() - start);
		}
	}

	private boolean isAwaited(Duration waited) {
		List<RequestContext> open = this.contexts.list();
		return (waited.compareTo(CONTAINER) < 0) ? !open.isEmpty() : open.stream()
			.anyMatch((context) -> !isContainers(context) || !this.contexts.leases(context).isEmpty());
	}

	// A detached job has the request's information, and an identity of its own.
	private static boolean isContainers(RequestContext context) {
		return context.origin() instanceof RequestInfo info && info.id().equals(context.id());
	}

	private void closeByForce() {
		Map<RequestContext, List<LeaseInfo>> leases = new LinkedHashMap<>();
		this.contexts.list().forEach((context) -> leases.put(context, this.contexts.leases(context)));
		List<String> closed = new ArrayList<>();
		for (RequestContext context : this.contexts.closeByForce()) {
			List<LeaseInfo> held = leases.getOrDefault(context, List.of());
			if (held.isEmpty()) {
				closed.add(context + ", which had not ended");
			}
			held.forEach((lease) -> closed.add(lease.toString()));
		}
		if (!closed.isEmpty()) {
			logger.warn("""
					The application stops, and {} kept requests open. They were closed by force; what goes on using \
					them fails:
					  {}
					The limit of the wait is spring.lifecycle.timeout-per-shutdown-phase ({} ms).""", closed.size(),
					String.join(System.lineSeparator() + "  ", closed), this.limit.toMillis());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	// Whoever pauses an application means to go on: the web server stays up as well.
	@Override
	public boolean isPauseable() {
		return false;
	}

}
