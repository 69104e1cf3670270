package dev.requeststate.folio.catalog;

import java.util.concurrent.atomic.LongAdder;

import org.springframework.stereotype.Component;

/**
 * How many sessions have taken a connection and given it back, since the application
 * started.
 */
@Component
public final class CatalogSessionCounts {

	private final LongAdder opened = new LongAdder();

	private final LongAdder closed = new LongAdder();

	void opened() {
		this.opened.increment();
	}

	void closed() {
		this.closed.increment();
	}

	public long openedCount() {
		return this.opened.sum();
	}

	public long closedCount() {
		return this.closed.sum();
	}

}
