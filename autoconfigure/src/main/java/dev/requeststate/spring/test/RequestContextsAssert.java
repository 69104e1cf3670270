package dev.requeststate.spring.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.requeststate.context.Leak;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the request contexts of a factory. The contexts that tests have
 * themselves, such as the running one, never count.
 *
 * @see RequestContextAssertions#assertThatRequestContexts()
 */
public final class RequestContextsAssert extends AbstractAssert<RequestContextsAssert, RequestContextFactory> {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final long POLL_NANOS = 2_000_000;

	RequestContextsAssert(RequestContextFactory factory) {
		super(factory, RequestContextsAssert.class);
	}

	/**
	 * Verify that no context is open. Waits for five seconds at most, since a context may
	 * close a moment after its response has arrived. Fails with what keeps each one open.
	 * Requests that are sent meanwhile, by a test that runs in parallel, count too.
	 */
	public RequestContextsAssert areAllClosed() {
		return areAllClosed(PATIENCE);
	}

	/**
	 * As {@link #areAllClosed()}, waiting for another time.
	 * @param patience how long to wait at most; zero for not at all
	 */
	public RequestContextsAssert areAllClosed(Duration patience) {
		Objects.requireNonNull(patience, "'patience' must not be null");
		long deadline = System.nanoTime() + patience.toNanos();
		List<RequestContext> open = open();
		while (!open.isEmpty() && System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, POLL_NANOS);
			open = open();
		}
		if (!open.isEmpty()) {
			throw new OpenContextsReport(this.actual.openContexts(), open).error(patience);
		}
		return this;
	}

	private List<RequestContext> open() {
		return this.actual.openContexts()
			.list()
			.stream()
			.filter((context) -> !(context.origin() instanceof TestOrigin))
			.toList();
	}

	/**
	 * Verify that no leak was found: since the running test began, or, where it has no
	 * context of its own, since the factory was made. Fails with the text of each leak,
	 * caused by the stack of the code that opened what leaked.
	 */
	public RequestContextsAssert haveNoLeaks() {
		RequestContext current = RequestContext.currentOrNull();
		LeakCheck check = (current != null && current.origin() instanceof TestOrigin test
				&& test.factory() == this.actual) ? test.leaks() : LeakCheck.sinceTheBeginning(this.actual);
		List<Leak> found = check.found();
		if (!found.isEmpty()) {
			throw LeakCheck.error(found);
		}
		return this;
	}

	/**
	 * Verify that what one request context writes is seen in it, and in no other.
	 * <p>
	 * Opens so many contexts at once, on as many threads (64 at most, which take several
	 * contexts each), and writes a different token in each. When all have written, each
	 * one is read, on the thread that has written and on another. Repeated on the same
	 * threads with new contexts, which must not show an earlier token either.
	 * @param contexts how many contexts are open at once, from 2 to 10000
	 * @param write writes the given token into the state under test, such as
	 * {@code cart::setOwner}; called once in each context
	 * @param read gives back what it finds there, such as {@code cart::owner}, or
	 * something whose text contains it; what it throws in a context that has written
	 * nothing counts as nothing found
	 */
	public RequestContextsAssert isolatedAcross(int contexts, Consumer<String> write, Supplier<?> read) {
		Objects.requireNonNull(write, "'write' must not be null");
		Objects.requireNonNull(read, "'read' must not be null");
		new ContextIsolationCheck(this.actual, atLeastTwo(contexts, "contexts"), write, read).run();
		return this;
	}

	/**
	 * Verify that the answer to a request shows what this request has sent, and nothing
	 * of another.
	 * <p>
	 * Sends so many requests at once, from as many threads (64 at most), each with a
	 * different token, again and again: three times at least, and until 2000 were sent or
	 * two seconds are over. Each answer must contain its own token and no other.
	 * <p>
	 * Requests meet in the code under test by chance. So this can miss what
	 * {@link #isolatedAcross(int, Consumer, Supplier)} cannot, and finds it the more
	 * surely the more happens between the writing and the reading.
	 * @param requests how many requests are sent at once, from 2 to 10000
	 * @param request sends a request with the given token (letters, digits and hyphens)
	 * and returns the text of the answer; its threads have no request context
	 */
	public RequestContextsAssert isolatedAcross(int requests, TokenRequest request) {
		Objects.requireNonNull(request, "'request' must not be null");
		new RequestIsolationCheck(atLeastTwo(requests, "requests"), request).run();
		return this;
	}

	private static int atLeastTwo(int count, String name) {
		if (count < 2 || count > 10_000) {
			throw new IllegalArgumentException("'" + name + "' must be from 2 to 10000: " + count);
		}
		return count;
	}

}
