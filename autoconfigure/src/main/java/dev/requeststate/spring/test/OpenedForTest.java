package dev.requeststate.spring.test;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;

/**
 * The context of a running test, current on the thread that opened it.
 *
 * @param origin what it was opened from
 * @param lease the test's own reference
 * @param binding what makes it current
 * @param use the use of its factory, which ends with it
 */
record OpenedForTest(TestOrigin origin, Lease lease, Binding binding, StrictFactory.Use use) implements AutoCloseable {

	static OpenedForTest open(String name, StrictFactory.Use use) {
		TestOrigin origin = new TestOrigin(name, use.factory());
		Lease lease = use.factory().open(origin);
		return new OpenedForTest(origin, lease, lease.bind(), use);
	}

	@Override
	public void close() {
		try (StrictFactory.Use using = this.use; Lease closing = this.lease) {
			this.binding.close();
		}
	}

}
