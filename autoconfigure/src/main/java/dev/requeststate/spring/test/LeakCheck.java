package dev.requeststate.spring.test;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.requeststate.context.Leak;
import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which leaks a factory has found since a moment.
 */
final class LeakCheck {

	private static final long PATIENCE_NANOS = 1_000_000_000;

	private static final long POLL_NANOS = 1_000_000;

	private final RequestContextFactory factory;

	private final Instant since = Instant.now();

	// By number: a place may be forgotten meanwhile, and found again as a new one.
	private final long known;

	private LeakCheck(RequestContextFactory factory, long known) {
		this.factory = factory;
		this.known = known;
	}

	static LeakCheck fromNowOn(RequestContextFactory factory) {
		return new LeakCheck(factory, factory.leaks().count());
	}

	static LeakCheck sinceTheBeginning(RequestContextFactory factory) {
		return new LeakCheck(factory, 0);
	}

	List<Leak> found() {
		this.factory.openContexts().review();
		return this.factory.leaks().recent().stream().filter((leak) -> leak.number() > this.known).toList();
	}

	/**
	 * Fail the test in which leaks were found. One that fails anyway goes on failing for
	 * its own reason. Waits for a second at most for other threads to come to the end of
	 * what they do for a request that was opened since: a server's thread may be at it
	 * for a moment after its response has arrived, and what it leaks is not the next
	 * test's.
	 * @param failure what the test has thrown, or null
	 */
	void verify(@Nullable Throwable failure) {
		awaitOtherThreads();
		List<Leak> found = found();
		if (found.isEmpty()) {
			return;
		}
		AssertionError error = error(found);
		if (failure == null) {
			throw error;
		}
		failure.addSuppressed(error);
	}

	private void awaitOtherThreads() {
		long deadline = System.nanoTime() + PATIENCE_NANOS;
		while (isAnotherThreadAtWork() && System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, POLL_NANOS);
		}
	}

	// Where leak detection does not follow a context, nothing is known of its threads,
	// and nothing that they leave is found.
	private boolean isAnotherThreadAtWork() {
		String own = Thread.currentThread().getName();
		OpenContexts open = this.factory.openContexts();
		return open.list()
			.stream()
			.filter((context) -> !context.openedAt().isBefore(this.since) && !(context.origin() instanceof TestOrigin))
			.flatMap((context) -> open.threads(context).stream())
			.anyMatch((thread) -> !thread.equals(own));
	}

	static AssertionError error(List<Leak> leaks) {
		AssertionError error = new AssertionError(leaks.stream()
			.map((leak) -> "- " + leak.message())
			.collect(Collectors.joining("\n",
					"Found " + ((leaks.size() == 1) ? "a leak" : leaks.size() + " leaks") + " of request contexts:\n",
					"")));
		for (Leak leak : leaks) {
			Throwable opened = leak.opened();
			if (opened == null) {
				continue;
			}
			if (error.getCause() == null) {
				error.initCause(opened);
			}
			else {
				error.addSuppressed(opened);
			}
		}
		return error;
	}

}
