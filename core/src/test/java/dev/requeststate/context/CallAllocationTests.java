package dev.requeststate.context;

import java.util.function.IntSupplier;

import dev.requeststate.Allocation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call on what belongs to the request allocates nothing.
 */
class CallAllocationTests {

	private final RequestLocal<Counter> local = RequestLocal.withInitial("counter", Counter::new);

	private final Count standIn = this.local.proxy(Count.class);

	// So that no call is one that nobody needs.
	private volatile int seen;

	private volatile byte[] garbage = {};

	@Test
	void byARequestLocal() {
		assertThat(allocatedBy(() -> this.local.get().count())).isZero();
	}

	// Numbers are boxed where no class is generated for a stand-in, as in this module.
	@Test
	void byTheStandInOfTheJdkForAnInterface() {
		assertThat(allocatedBy(() -> this.standIn.self().count())).isZero();
	}

	@Test
	void whatACallAllocatesIsSeen() {
		assertThat(allocatedBy(() -> this.local.get().count())).isZero();
		RequestContext.run("control", () -> assertThat(Allocation.now(() -> {
			this.garbage = new byte[0];
			this.seen = this.local.get().count();
		})).isEqualTo(16));
	}

	private long allocatedBy(IntSupplier call) {
		return RequestContext.call("test", () -> Allocation.settled(0, () -> this.seen = call.getAsInt()));
	}

	interface Count {

		Counter self();

	}

	static final class Counter implements Count {

		private int count;

		@Override
		public Counter self() {
			return this;
		}

		int count() {
			return ++this.count;
		}

	}

}
