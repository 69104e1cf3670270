package dev.requeststate.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.requeststate.context.Leak;
import dev.requeststate.context.LeaseInfo;
import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.actuate.RequestStateReport.Context;
import dev.requeststate.spring.actuate.RequestStateReport.Counts;
import dev.requeststate.spring.actuate.RequestStateReport.FoundLeak;
import dev.requeststate.spring.actuate.RequestStateReport.HeldLease;
import dev.requeststate.spring.observation.TraceLink;

/**
 * Describes the contexts of one factory. Each may be closed while it is described: what
 * is said of it was true a moment ago.
 */
final class Snapshots {

	private static final int MAX_LEASES = 20;

	private final RequestContextFactory factory;

	private final TraceLink traces;

	Snapshots(RequestContextFactory factory, TraceLink traces) {
		this.factory = factory;
		this.traces = traces;
	}

	List<Context> open(int limit) {
		OpenContexts open = this.factory.openContexts();
		Instant now = Instant.now();
		return open.oldest(limit).stream().map((context) -> describe(open, context, now)).toList();
	}

	private Context describe(OpenContexts open, RequestContext context, Instant now) {
		long age = Math.max(0, Duration.between(context.openedAt(), now).toMillis());
		return new Context(context.id(), Clipped.name(context.name()), age, Clipped.name(context.origin().state()),
				Clipped.names(open.values(context)),
				open.leases(context).stream().limit(MAX_LEASES).map(Snapshots::describe).toList(),
				Clipped.names(open.threads(context)), Clipped.optionalName(this.traces.traceId(context)));
	}

	private static HeldLease describe(LeaseInfo lease) {
		Class<?> holder = lease.holder();
		Throwable taken = lease.taken();
		return new HeldLease((holder != null) ? Clipped.name(holder.getName()) : null, Clipped.name(lease.thread()),
				lease.age().toMillis(), Clipped.optionalName(lease.place()),
				(taken != null) ? Clipped.frames(taken) : null);
	}

	List<FoundLeak> leaks() {
		return this.factory.leaks().recent().stream().map(Snapshots::describe).toList();
	}

	private static FoundLeak describe(Leak leak) {
		Throwable opened = leak.opened();
		return new FoundLeak(leak.kind().name(), Clipped.message(leak.message()), Clipped.name(leak.place()),
				leak.times(), (opened != null) ? Clipped.frames(opened) : null);
	}

	Counts counts(long definitions) {
		OpenContexts open = this.factory.openContexts();
		// In this order: what is closed was opened, so the difference is never below
		// zero.
		long closed = this.factory.closed();
		return new Counts(definitions, open.size(), this.factory.opened(), closed, open.heldLeases(),
				open.overdueLeases(), open.abandoned(), this.factory.leaks().count(), this.factory.closedAccesses(),
				this.factory.destroyFailures(), this.factory.afterResponsePending(),
				this.factory.afterResponseFailures(), this.factory.observerFailures());
	}

}
