package dev.requeststate.folio.playground;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

/**
 * Counts within one request; the next one begins at zero. Safe for use by several
 * threads, as all request state is that sections share.
 */
@RequestState
@Component
public class Counter {

	private final AtomicInteger value = new AtomicInteger();

	/**
	 * Add one.
	 * @return the value after that
	 */
	public int increment() {
		return this.value.incrementAndGet();
	}

	public int value() {
		return this.value.get();
	}

}
