package dev.requeststate.context;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last release of a context, against everything that wants it open.
 */
@Tag("race")
class ClosingRaceTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final AtomicInteger destroyed = new AtomicInteger();

	private final AtomicReference<@Nullable Object> result = new AtomicReference<>();

	@Test
	void aLeaseIsTakenWhileTheLastOneIsGivenBack() throws Throwable {
		RequestLocal<String> local = RequestLocal.named("local", (value) -> this.destroyed.incrementAndGet());
		Outcomes outcomes = new Outcomes();
		Duel.fight(() -> {
			Lease own = ownLeaseOf(local);
			return new Duel.Round(() -> {
				own.close();
				return own;
			}, () -> outcome(() -> own.context().lease()), () -> {
				if (this.result.get() instanceof Lease lease) {
					assertThat(own.context().isOpen()).isTrue();
					assertThat(this.destroyed).hasValue(0);
					try (Binding binding = lease.bind()) {
						assertThat(local.get()).isEqualTo("value");
					}
					lease.close();
					outcomes.won++;
				}
				else {
					assertThat(this.result.get()).isInstanceOf(RequestContextClosedException.class);
					outcomes.lost++;
				}
				assertThat(own.context().isOpen()).isFalse();
				assertThat(this.destroyed).hasValue(1);
				return own;
			});
		}, outcomes::bothWays);
		assertThat(this.factory.closed()).isEqualTo(this.factory.opened());
	}

	@Test
	void theLastTwoLeasesAreGivenBackAtOnce() throws Throwable {
		RequestLocal<String> local = RequestLocal.named("local", (value) -> this.destroyed.incrementAndGet());
		Duel.fight(() -> {
			Lease own = ownLeaseOf(local);
			Lease lease = own.context().lease();
			return new Duel.Round(() -> {
				own.close();
				lease.close();
				return own;
			}, () -> {
				lease.close();
				own.close();
				return own;
			}, () -> {
				assertThat(own.context().isOpen()).isFalse();
				assertThat(this.destroyed).hasValue(1);
				return own;
			});
		});
		assertThat(this.factory.closed()).isEqualTo(this.factory.opened());
	}

	@Test
	void oneLeaseIsGivenBackByTwoThreadsAtOnce() throws Throwable {
		RequestLocal<String> local = RequestLocal.named("local", (value) -> this.destroyed.incrementAndGet());
		Duel.fight(() -> {
			Lease own = ownLeaseOf(local);
			Lease lease = own.context().lease();
			return new Duel.Round(() -> {
				lease.close();
				return lease;
			}, () -> {
				lease.close();
				return lease;
			}, () -> {
				assertThat(own.context().isOpen()).isTrue();
				own.close();
				assertThat(this.destroyed).hasValue(1);
				return own;
			});
		});
	}

	@Test
	void aValueIsMadeWhileTheContextIsClosed() throws Throwable {
		AtomicInteger made = new AtomicInteger();
		RequestLocal<Integer> local = RequestLocal.withInitial("local", made::incrementAndGet,
				(value) -> this.destroyed.incrementAndGet());
		publishAgainstClose(made, local::get);
	}

	@Test
	void aValueIsSetWhileTheContextIsClosed() throws Throwable {
		AtomicInteger set = new AtomicInteger();
		RequestLocal<Integer> local = RequestLocal.named("local", (value) -> this.destroyed.incrementAndGet());
		publishAgainstClose(set, () -> {
			local.set(1);
			return set.incrementAndGet();
		});
	}

	private void publishAgainstClose(AtomicInteger live, Callable<?> publish) throws Throwable {
		RequestLocal<String> other = RequestLocal.named("other");
		Outcomes outcomes = new Outcomes();
		Duel.fight(() -> {
			live.set(0);
			Lease own = ownLeaseOf(other);
			return new Duel.Round(() -> {
				own.close();
				return own;
			}, () -> {
				// Bound without a lease, as on the thread whose request is closed by
				// force.
				try (Binding binding = NextFrame.open((SlotContext) own.context(), null, null)) {
					return outcome(publish);
				}
			}, () -> {
				if (this.result.get() instanceof RequestContextClosedException) {
					outcomes.lost++;
				}
				else {
					assertThat(this.result.get()).isInstanceOf(Integer.class);
					outcomes.won++;
				}
				assertThat(this.destroyed.get()).isEqualTo(live.get());
				assertThat(((SlotContext) own.context()).slots()).allMatch((slot) -> slot.value() == null);
				return own;
			});
		}, outcomes::bothWays);
	}

	@Test
	void aValueIsRemovedWhileTheContextIsClosed() throws Throwable {
		RequestLocal<String> local = RequestLocal.named("local", (value) -> this.destroyed.incrementAndGet());
		Duel.fight(() -> {
			Lease own = ownLeaseOf(local);
			return new Duel.Round(() -> {
				own.close();
				return own;
			}, () -> {
				try (Binding binding = NextFrame.open((SlotContext) own.context(), null, null)) {
					return outcome(() -> {
						local.remove();
						return "removed";
					});
				}
			}, () -> {
				assertThat(this.destroyed).hasValue(1);
				return own;
			});
		});
	}

	@Test
	void aBlocksLastLeaseIsGivenBackWhileItsValueIsRead() throws Throwable {
		RequestLocal<String> local = RequestLocal.named("local");
		Outcomes outcomes = new Outcomes();
		Duel.fight(() -> {
			Lease own = ownLeaseOf(local);
			AtomicReference<@Nullable Lease> taken = new AtomicReference<>();
			own.context().with(local, "override").run(() -> taken.set(RequestContext.current().lease()));
			Lease lease = Objects.requireNonNull(taken.get());
			return new Duel.Round(() -> {
				lease.close();
				return own;
			}, () -> {
				try (Binding binding = NextFrame.open((SlotContext) lease.context(), null, null)) {
					return outcome(local::get);
				}
			}, () -> {
				if (this.result.get() instanceof RequestContextClosedException) {
					outcomes.lost++;
				}
				else {
					assertThat(this.result.get()).isEqualTo("override");
					outcomes.won++;
				}
				own.close();
				return own;
			});
		}, outcomes::bothWays);
	}

	private Lease ownLeaseOf(RequestLocal<String> local) {
		this.destroyed.set(0);
		Lease own = this.factory.open(() -> "race");
		try (Binding binding = own.bind()) {
			local.set("value");
		}
		return own;
	}

	private @Nullable Object outcome(Callable<?> work) {
		try {
			this.result.set(work.call());
		}
		catch (Throwable ex) {
			this.result.set(ex);
		}
		return this.result.get();
	}

	/**
	 * How often a race went which way.
	 */
	private static final class Outcomes {

		private int won;

		private int lost;

		boolean bothWays() {
			return this.won > 0 && this.lost > 0;
		}

	}

}
