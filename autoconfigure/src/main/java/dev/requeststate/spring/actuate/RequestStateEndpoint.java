package dev.requeststate.spring.actuate;

import java.util.Objects;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.observation.TraceLink;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The endpoint {@code requeststate}: what is open, since when, who holds it, what leaked.
 * <p>
 * It changes nothing. It walks the open contexts without a lock; the locks of reports
 * that it does take are held briefly. What it says is bounded, whatever the load, and
 * contains no value of any request.
 */
@Endpoint(id = "requeststate", defaultAccess = Access.READ_ONLY)
public final class RequestStateEndpoint {

	/**
	 * How many open contexts are described where nobody says how many.
	 */
	public static final int DEFAULT_LIMIT = 50;

	/**
	 * How many open contexts are described at most.
	 */
	public static final int MAX_LIMIT = 500;

	private final Definitions definitions;

	private final Snapshots snapshots;

	/**
	 * Create the endpoint.
	 * @param factory whose contexts are described
	 * @param beanFactory whose beans are described, with those above it
	 */
	public RequestStateEndpoint(RequestContextFactory factory, ConfigurableListableBeanFactory beanFactory) {
		this(factory, beanFactory, (context) -> null);
	}

	/**
	 * Create the endpoint.
	 * @param factory whose contexts are described
	 * @param beanFactory whose beans are described, with those above it
	 * @param traces says in which traces the contexts were opened
	 */
	public RequestStateEndpoint(RequestContextFactory factory, ConfigurableListableBeanFactory beanFactory,
			TraceLink traces) {
		this.definitions = new Definitions(Objects.requireNonNull(beanFactory, "'beanFactory' must not be null"));
		this.snapshots = new Snapshots(Objects.requireNonNull(factory, "'factory' must not be null"),
				Objects.requireNonNull(traces, "'traces' must not be null"));
	}

	/**
	 * Describe what is there now.
	 * @param limit how many open contexts to describe, the oldest first: by default
	 * {@value #DEFAULT_LIMIT}; {@value #MAX_LIMIT} if it is more than that, none if it is
	 * below zero
	 */
	@ReadOperation
	public RequestStateReport report(@Nullable Integer limit) {
		int most = (limit != null) ? Math.max(0, Math.min(limit, MAX_LIMIT)) : DEFAULT_LIMIT;
		Definitions.Listed listed = this.definitions.list();
		return new RequestStateReport(listed.definitions(), this.snapshots.open(most), this.snapshots.leaks(),
				this.snapshots.counts(listed.count()));
	}

}
