package dev.requeststate.benchmarks;

import java.util.function.IntSupplier;

/**
 * An object that belongs to a request, the same for all systems. Public, as its
 * constructor is, because some of them make slower stand-ins for less visible classes.
 */
public class Counter implements Count, IntSupplier {

	private int count;

	@Override
	public int increment() {
		return ++this.count;
	}

	@Override
	public int getAsInt() {
		return increment();
	}

}
