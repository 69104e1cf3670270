package dev.requeststate.context;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The count of references: leases that are taken and given back.
 */
public final class LeaseRaces {

	static final RequestLocal<Witness> VALUE = RequestLocal.named("value", Witness::destroy);

	private LeaseRaces() {
	}

	/**
	 * A context that has a value.
	 */
	public static class Leased {

		final WatchedContext watched = new WatchedContext();

		final Witness value = new Witness("value");

		Leased() {
			this.watched.set(VALUE, this.value);
		}

		final Lease lease() {
			return this.watched.context().lease();
		}

		final String fate() {
			return Witness.fate(this.value);
		}

	}

	@JCStressTest
	@Outcome(id = "closed, destroyed", expect = Expect.ACCEPTABLE, desc = "Closed once, by the later one")
	@Outcome(id = "open, .*", expect = Expect.FORBIDDEN, desc = "Nobody was the last: a leak")
	@Outcome(id = "closed .*", expect = Expect.FORBIDDEN, desc = "Both were the last")
	@Outcome(id = "closed, (alive|destroyed .*)", expect = Expect.FORBIDDEN, desc = "Closed without its destroyers")
	@State
	public static class LastTwoReleases extends Leased {

		private final Lease one = lease();

		private final Lease other = lease();

		public LastTwoReleases() {
			this.watched.close();
		}

		@Actor
		public void one() {
			this.one.close();
		}

		@Actor
		public void other() {
			this.other.close();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r1 = this.watched.life();
			result.r2 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = "1, closed, destroyed", expect = Expect.ACCEPTABLE, desc = "Closed once, by the later one")
	@Outcome(id = "., open, .*", expect = Expect.FORBIDDEN, desc = "Nobody was the last: a leak")
	@Outcome(id = "., closed .*", expect = Expect.FORBIDDEN, desc = "Both were the last")
	@Outcome(id = "[^1], .*", expect = Expect.FORBIDDEN, desc = "The request ended never, or twice")
	@State
	public static class RequestEndAgainstRelease extends Leased {

		private final Lease lease = lease();

		@Actor
		public void request() {
			this.watched.close();
		}

		@Actor
		public void task() {
			this.lease.close();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = this.watched.ended();
			result.r2 = this.watched.life();
			result.r3 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = "open, closed, destroyed", expect = Expect.ACCEPTABLE, desc = "One reference was given back")
	@Outcome(id = "closed.*", expect = Expect.FORBIDDEN, desc = "Two were: closed under the other lease")
	@Outcome(id = "open, (open|closing), .*", expect = Expect.FORBIDDEN, desc = "None was: a leak")
	@State
	public static class OneLeaseTwice extends Leased {

		private final Lease lease = lease();

		private final Lease last = lease();

		public OneLeaseTwice() {
			this.watched.close();
		}

		@Actor
		public void one() {
			this.lease.close();
		}

		@Actor
		public void other() {
			this.lease.close();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = this.watched.life();
			this.last.close();
			result.r2 = this.watched.life();
			result.r3 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = "closed, destroyed", expect = Expect.ACCEPTABLE, desc = "Given back once, while the request was on")
	@Outcome(id = "(open|closing), .*", expect = Expect.FORBIDDEN, desc = "Never or twice: the end is nobody's")
	@State
	public static class OneLeaseTwiceDuringTheRequest extends Leased {

		private final Lease lease = lease();

		@Actor
		public void one() {
			this.lease.close();
		}

		@Actor
		public void other() {
			this.lease.close();
		}

		@Arbiter
		public void after(LL_Result result) {
			this.watched.close();
			result.r1 = this.watched.life();
			result.r2 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = "1, open, closed, destroyed", expect = Expect.ACCEPTABLE, desc = "The request ended once")
	@Outcome(id = "[^1], .*", expect = Expect.FORBIDDEN, desc = "The request ended never, or twice")
	@Outcome(id = "., closed.*", expect = Expect.FORBIDDEN, desc = "Closed under the lease")
	@Outcome(id = "., open, open, .*", expect = Expect.FORBIDDEN, desc = "Nobody was the last: a leak")
	@State
	public static class TwoEndTheRequest extends Leased {

		private final Lease lease = lease();

		@Actor
		public void one() {
			this.watched.close();
		}

		@Actor
		public void other() {
			this.watched.close();
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r1 = this.watched.ended();
			result.r2 = this.watched.life();
			this.lease.close();
			result.r3 = this.watched.life();
			result.r4 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = "leased, open, alive, closed", expect = Expect.ACCEPTABLE,
			desc = "In time: open until it is given back")
	@Outcome(id = "closed, closed, destroyed, closed", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "leased, (closing|closed).*", expect = Expect.FORBIDDEN, desc = "A lease of a closed context")
	@Outcome(id = "closed, open, .*", expect = Expect.FORBIDDEN, desc = "Refused by an open context")
	@Outcome(id = ".*(times|and open).*", expect = Expect.FORBIDDEN, desc = "Closed, and back again")
	@State
	public static class LeaseAgainstLastRelease extends Leased {

		private @Nullable Lease lease;

		@Actor
		public void taker(LLLL_Result result) {
			try {
				this.lease = lease();
				result.r1 = "leased";
			}
			catch (RequestContextClosedException ex) {
				result.r1 = "closed";
			}
		}

		@Actor
		public void request() {
			this.watched.close();
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r2 = this.watched.life();
			result.r3 = fate();
			if (this.lease != null) {
				this.lease.close();
			}
			result.r4 = this.watched.life();
		}

	}

	@JCStressTest
	@Outcome(id = "value, closed", expect = Expect.ACCEPTABLE, desc = "Bound in time")
	@Outcome(id = "none, closed", expect = Expect.ACCEPTABLE, desc = "Bound in time, read while it closed")
	@Outcome(id = "refused, closed", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = ".*, open", expect = Expect.FORBIDDEN, desc = "A binding is no lease: a leak")
	@State
	public static class BoundWhileGivenBack extends Leased {

		private final Lease lease = lease();

		public BoundWhileGivenBack() {
			this.watched.close();
		}

		@Actor
		public void user(LL_Result result) {
			try (Binding binding = this.lease.bind()) {
				result.r1 = Witness.name(VALUE.getIfPresent());
			}
			catch (IllegalStateException ex) {
				result.r1 = "refused";
			}
		}

		@Actor
		public void owner() {
			this.lease.close();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r2 = this.watched.life();
		}

	}

	@JCStressTest
	@Outcome(id = "destroyed, closed, destroyed", expect = Expect.ACCEPTABLE,
			desc = "The block and the request, each destroyed once")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed or closed twice")
	@Outcome(id = ".*(alive|open).*", expect = Expect.FORBIDDEN, desc = "Nobody was the last: a leak")
	@State
	public static class BlocksLeaseAgainstRequestEnd extends Leased {

		private final Witness override = new Witness("override");

		private @Nullable Lease lease;

		public BlocksLeaseAgainstRequestEnd() {
			this.watched.context().with(VALUE, this.override).run(() -> this.lease = RequestContext.current().lease());
		}

		@Actor
		public void task() {
			Objects.requireNonNull(this.lease).close();
		}

		@Actor
		public void request() {
			this.watched.close();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = Witness.fate(this.override);
			result.r2 = this.watched.life();
			result.r3 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = "override", expect = Expect.ACCEPTABLE, desc = "Read in time")
	@Outcome(id = "none", expect = Expect.ACCEPTABLE, desc = "Closing: the override is destroyed, the block not over")
	@Outcome(id = "closed", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "value", expect = Expect.FORBIDDEN, desc = "The request's own value, where an override was meant")
	@State
	public static class OverrideReadAgainstBlocksEnd extends Leased {

		private @Nullable Lease lease;

		public OverrideReadAgainstBlocksEnd() {
			this.watched.context()
				.with(VALUE, new Witness("override"))
				.run(() -> this.lease = RequestContext.current().lease());
		}

		@Actor
		public void task() {
			Objects.requireNonNull(this.lease).close();
		}

		@Actor
		public void reader(L_Result result) {
			SlotContext block = (SlotContext) Objects.requireNonNull(this.lease).context();
			try (Binding binding = NextFrame.open(block, null, null)) {
				result.r1 = Witness.name(VALUE.getIfPresent());
			}
			catch (RequestContextClosedException ex) {
				result.r1 = "closed";
			}
		}

	}

}
