package dev.requeststate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;

/**
 * Our own request locals, without Spring.
 */
final class RequestLocalPeer implements RequestScopePeer {

	private static final ContextOrigin ORIGIN = () -> "benchmark";

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<RequestLocal<Counter>> counters = new ArrayList<>();

	private final List<RequestLocal<DestroyedCounter>> destroyed = new ArrayList<>();

	private @Nullable Lease lease;

	private @Nullable Binding binding;

	RequestLocalPeer() {
		for (Class<?> type : Counters.TYPES) {
			this.counters.add(RequestLocal.withInitial(type.getSimpleName(), Counter::new));
		}
		for (Class<?> type : DestroyedCounters.TYPES) {
			this.destroyed
				.add(RequestLocal.withInitial(type.getSimpleName(), DestroyedCounter::new, DestroyedCounter::destroy));
		}
	}

	@Override
	public void open() {
		this.lease = this.factory.open(ORIGIN);
		this.binding = this.lease.bind();
	}

	@Override
	public void close() {
		Objects.requireNonNull(this.binding).close();
		Objects.requireNonNull(this.lease).close();
	}

	@Override
	public void stop() {
		// Nothing was started.
	}

	@Override
	public Counter standIn() {
		return this.counters.get(0).get();
	}

	@Override
	public int count(int index) {
		return this.counters.get(index).get().increment();
	}

	@Override
	public int countDestroyed(int index) {
		return this.destroyed.get(index).get().increment();
	}

}
