package dev.requeststate.context;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A context that is closed by force, against everybody who has a reference.
 */
public final class ForcedCloseRaces {

	private ForcedCloseRaces() {
	}

	@JCStressTest
	@Outcome(id = { "true, closed, destroyed", "false, closed, destroyed" }, expect = Expect.ACCEPTABLE,
			desc = "Closed once, by the one or the other")
	@Outcome(id = ".*(open|closing|alive).*", expect = Expect.FORBIDDEN, desc = "Nobody closed it: a leak")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Both closed it")
	@State
	public static class ForcedAgainstLastRelease extends LeaseRaces.Leased {

		private final Lease lease = this.watched.context().lease();

		public ForcedAgainstLastRelease() {
			this.watched.close();
		}

		@Actor
		public void force(LLL_Result result) {
			result.r1 = this.watched.context().closeByForce();
		}

		@Actor
		public void task() {
			this.lease.close();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r2 = this.watched.life();
			result.r3 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, 0, closed, destroyed", "true, 1, closed, destroyed" }, expect = Expect.ACCEPTABLE,
			desc = "Closed by force, before or while the request ended")
	@Outcome(id = "false, 1, closed, destroyed", expect = Expect.ACCEPTABLE, desc = "Closed by the request")
	@Outcome(id = ".*(open|closing|alive).*", expect = Expect.FORBIDDEN, desc = "Nobody closed it: a leak")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Both closed it")
	@Outcome(id = ".*threw.*", expect = Expect.FORBIDDEN, desc = "The request's end failed")
	@State
	public static class ForcedAgainstRequestEnd extends LeaseRaces.Leased {

		private @Nullable String failure;

		@Actor
		public void force(LLLL_Result result) {
			result.r1 = this.watched.context().closeByForce();
		}

		@Actor
		public void request() {
			try {
				this.watched.close();
			}
			catch (RuntimeException ex) {
				this.failure = "threw " + ex.getClass().getSimpleName();
			}
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r2 = (this.failure != null) ? this.failure : this.watched.ended();
			result.r3 = this.watched.life();
			result.r4 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, false, closed, destroyed", "false, true, closed, destroyed" }, expect = Expect.ACCEPTABLE,
			desc = "Closed by one of the two")
	@Outcome(id = "true, true, .*", expect = Expect.FORBIDDEN, desc = "Both closed it")
	@Outcome(id = "false, false, .*", expect = Expect.FORBIDDEN, desc = "Nobody did")
	@State
	public static class TwoForce extends LeaseRaces.Leased {

		@Actor
		public void one(LLLL_Result result) {
			result.r1 = this.watched.context().closeByForce();
		}

		@Actor
		public void other(LLLL_Result result) {
			result.r2 = this.watched.context().closeByForce();
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r3 = this.watched.life();
			result.r4 = fate();
		}

	}

	@JCStressTest
	@Outcome(id = { "leased, true, closed, destroyed", "closed, true, closed, destroyed" }, expect = Expect.ACCEPTABLE,
			desc = "Closed by force, leased or not, and not again by the late release")
	@Outcome(id = ".*, false, .*", expect = Expect.FORBIDDEN, desc = "An open context was not closed")
	@Outcome(id = ".*(open|closing|alive).*", expect = Expect.FORBIDDEN, desc = "Closed, and back again")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Closed twice")
	@State
	public static class ForcedAgainstLease extends LeaseRaces.Leased {

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
		public void force(LLLL_Result result) {
			result.r2 = this.watched.context().closeByForce();
		}

		@Arbiter
		public void after(LLLL_Result result) {
			if (this.lease != null) {
				this.lease.close();
			}
			this.watched.close();
			result.r3 = this.watched.life();
			result.r4 = fate();
		}

	}

}
