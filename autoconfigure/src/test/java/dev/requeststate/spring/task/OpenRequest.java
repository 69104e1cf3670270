package dev.requeststate.spring.task;

import java.time.Duration;
import java.util.List;

import dev.requeststate.context.Lease;
import dev.requeststate.context.LeaseInfo;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request whose leases are looked at.
 */
final class OpenRequest implements AutoCloseable {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final Lease lease = this.factory.open(() -> "GET /test");

	RequestContext context() {
		return this.lease.context();
	}

	/**
	 * Do what a request does before it ends.
	 */
	void run(Runnable work) {
		this.lease.run(work);
	}

	int leases() {
		return this.factory.openContexts().leases(context()).size();
	}

	List<@Nullable Class<?>> holders() {
		return this.factory.openContexts()
			.leases(context())
			.stream()
			.<@Nullable Class<?>>map(LeaseInfo::holder)
			.toList();
	}

	/**
	 * Whether the current context is this one, and open.
	 */
	boolean isHere() {
		RequestContext current = RequestContext.currentOrNull();
		return current == context() && current.isOpen();
	}

	/**
	 * End the request, which nobody else keeps open.
	 */
	void endsAtOnce() {
		assertThat(leases()).isZero();
		this.lease.close();
		assertThat(context().isOpen()).isFalse();
	}

	/**
	 * End the request, which is closed as soon as the threads that work for it are done.
	 */
	void endsSoon() {
		this.lease.close();
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(context().isOpen()).isFalse());
	}

	@Override
	public void close() {
		this.lease.close();
	}

}
