package dev.requeststate.spring.test;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;

/**
 * The context of a running test, current on the thread that opened it.
 *
 * @param origin what it was opened from
 * @param lease the test's own reference
 * @param binding what makes it current
 */
record OpenedForTest(TestOrigin origin, Lease lease, Binding binding) implements AutoCloseable {

	static OpenedForTest open(TestOrigin origin) {
		Lease lease = origin.factory().open(origin);
		return new OpenedForTest(origin, lease, lease.bind());
	}

	@Override
	public void close() {
		try (Lease closing = this.lease) {
			this.binding.close();
		}
	}

}
