package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The list of a context's leases: added to, cleared of closed ones and read, all at once.
 */
public final class LeaseListRaces {

	private LeaseListRaces() {
	}

	/**
	 * A context with leases, every second one closed, so that whoever adds one has
	 * something to let go of.
	 */
	public static class Listed {

		final WatchedContext watched = new WatchedContext();

		final List<Lease> open = new ArrayList<>();

		@Nullable Lease one;

		@Nullable Lease other;

		Listed() {
			List<Lease> closed = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				this.open.add(lease());
				closed.add(lease());
			}
			closed.forEach(Lease::close);
		}

		final Lease lease() {
			return this.watched.context().lease();
		}

		/**
		 * How many of the leases that were open from the beginning are in a list.
		 */
		final String kept(List<HeldLease> listed) {
			return this.open.stream().filter(listed::contains).count() + " kept";
		}

		/**
		 * Which of the two new leases are in the list, and how many there are in all.
		 */
		final String added(List<HeldLease> listed) {
			return ((this.one != null && listed.contains(this.one)) ? "one " : "")
					+ ((this.other != null && listed.contains(this.other)) ? "other " : "") + "of " + listed.size();
		}

		final void count(LL_Result result) {
			List<HeldLease> listed = this.watched.context().openLeases();
			result.r1 = kept(listed);
			result.r2 = added(listed);
		}

	}

	@JCStressTest
	@Outcome(id = "3 kept, one other of 5", expect = Expect.ACCEPTABLE, desc = "Every open lease once")
	@Outcome(id = "[^3] kept, .*", expect = Expect.FORBIDDEN, desc = "An old one was lost")
	@Outcome(id = "3 kept, (one |other |)of .*", expect = Expect.FORBIDDEN, desc = "A new one was lost")
	@Outcome(id = "3 kept, one other of [^5]", expect = Expect.FORBIDDEN,
			desc = "One is there twice, or a closed one is")
	@State
	public static class TwoAdd extends Listed {

		@Actor
		public void one() {
			this.one = lease();
		}

		@Actor
		public void other() {
			this.other = lease();
		}

		@Arbiter
		public void after(LL_Result result) {
			count(result);
		}

	}

	@JCStressTest
	@Outcome(id = "2 kept, one of 3", expect = Expect.ACCEPTABLE, desc = "Every open lease once")
	@Outcome(id = "[^2] kept, .*", expect = Expect.FORBIDDEN, desc = "An open one was lost, or a closed one is there")
	@Outcome(id = "2 kept, of .*", expect = Expect.FORBIDDEN, desc = "The new one was lost")
	@Outcome(id = "2 kept, one of [^3]", expect = Expect.FORBIDDEN, desc = "One is there twice, or a closed one is")
	@State
	public static class AddedWhileClosed extends Listed {

		@Actor
		public void adder() {
			this.one = lease();
		}

		@Actor
		public void closer() {
			this.open.get(2).close();
		}

		@Arbiter
		public void after(LL_Result result) {
			count(result);
		}

	}

	@JCStressTest
	@Outcome(id = "2 kept, one other of 4", expect = Expect.ACCEPTABLE, desc = "Every open lease once")
	@Outcome(id = "[^2] kept, .*", expect = Expect.FORBIDDEN, desc = "An open one was lost, or a closed one is there")
	@Outcome(id = "2 kept, (one |other |)of .*", expect = Expect.FORBIDDEN, desc = "A new one was lost")
	@Outcome(id = "2 kept, one other of [^4]", expect = Expect.FORBIDDEN,
			desc = "One is there twice, or a closed one is")
	@State
	public static class TwoAddWhileClosed extends Listed {

		@Actor
		public void one() {
			this.open.get(2).close();
			this.one = lease();
		}

		@Actor
		public void other() {
			this.other = lease();
		}

		@Arbiter
		public void after(LL_Result result) {
			count(result);
		}

	}

	@JCStressTest
	@Outcome(id = "2 kept, 2 kept", expect = Expect.ACCEPTABLE, desc = "Read after one was closed")
	@Outcome(id = "3 kept, 2 kept", expect = Expect.ACCEPTABLE, desc = "Read before one was closed")
	@Outcome(id = "[^23] kept, .*", expect = Expect.FORBIDDEN, desc = "A reader missed an open one")
	@Outcome(id = ". kept, [^2] kept", expect = Expect.FORBIDDEN,
			desc = "An open one was lost, or a closed one is there")
	@State
	public static class ReadWhileCleared extends Listed {

		@Actor
		public void reader(LL_Result result) {
			result.r1 = kept(this.watched.context().openLeases());
		}

		@Actor
		public void adder() {
			this.open.get(1).close();
			this.one = lease();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r2 = kept(this.watched.context().openLeases());
		}

	}

}
