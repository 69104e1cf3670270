package dev.requeststate.benchmarks.folio;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.stereotype.Component;

/**
 * Who reads the price list, for one request; used by one thread.
 */
@RequestState
@Component
public class Customer {

	private static final int REDUCTION = 10;

	private final boolean reduced = "reduced".equals(RequestInfo.current().query());

	private int calls;

	/**
	 * Whether this customer pays less.
	 */
	public boolean isReduced() {
		this.calls++;
		return this.reduced;
	}

	/**
	 * What this customer pays.
	 * @param cents what others pay
	 */
	public int price(int cents) {
		this.calls++;
		return this.reduced ? cents - cents / REDUCTION : cents;
	}

	/**
	 * How often this customer was asked.
	 */
	public int calls() {
		return ++this.calls;
	}

}
