package dev.requeststate.context;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The cells in which a factory finds its open contexts.
 */
public final class OpenContextRaces {

	private static final int SAME_PLACE = 7;

	private OpenContextRaces() {
	}

	/**
	 * Cells with one context.
	 */
	public static class Cells {

		final ContextCells cells = new ContextCells();

		final RootContext old = new WatchedContext().context();

		final RootContext one = new WatchedContext().context();

		final RootContext other = new WatchedContext().context();

		Cells() {
			this.cells.add(this.old, SAME_PLACE);
		}

		final String listed() {
			List<RootContext> listed = this.cells.list();
			return (listed.contains(this.old) ? "old " : "") + (listed.contains(this.one) ? "one " : "")
					+ (listed.contains(this.other) ? "other " : "") + "of " + listed.size();
		}

	}

	@JCStressTest
	@Outcome(id = "old one other of 3", expect = Expect.ACCEPTABLE, desc = "Each has a cell of its own")
	@Outcome(id = ".*of [^3]", expect = Expect.FORBIDDEN, desc = "Two are in one cell, or one is in two")
	@State
	public static class TwoOpen extends Cells {

		@Actor
		public void one() {
			this.cells.add(this.one, SAME_PLACE);
		}

		@Actor
		public void other() {
			this.cells.add(this.other, SAME_PLACE);
		}

		@Arbiter
		public void after(L_Result result) {
			result.r1 = listed();
		}

	}

	@JCStressTest
	@Outcome(id = "one of 1", expect = Expect.ACCEPTABLE, desc = "The new one, wherever it is")
	@Outcome(id = "of 0", expect = Expect.FORBIDDEN, desc = "The new one was removed with the old one")
	@Outcome(id = "old .*", expect = Expect.FORBIDDEN, desc = "The old one is still there")
	@State
	public static class OpenedAgainstClose extends Cells {

		@Actor
		public void opener() {
			this.cells.add(this.one, SAME_PLACE);
		}

		@Actor
		public void closer() {
			this.cells.remove(this.old);
		}

		@Arbiter
		public void after(L_Result result) {
			result.r1 = listed();
		}

	}

	@JCStressTest
	@Outcome(id = "found, of 0", expect = Expect.ACCEPTABLE, desc = "Found and removed")
	@Outcome(id = "missed, one of 1", expect = Expect.ACCEPTABLE, desc = "Opened after the look")
	@Outcome(id = "found, one .*", expect = Expect.FORBIDDEN, desc = "Found, and another cell emptied")
	@Outcome(id = ".*old.*", expect = Expect.FORBIDDEN, desc = "The old one is still there")
	@State
	public static class OpenedAgainstForcedClose extends Cells {

		@Actor
		public void opener() {
			this.cells.add(this.one, SAME_PLACE);
		}

		@Actor
		public void closer(LL_Result result) {
			List<RootContext> found = this.cells.list();
			found.forEach(this.cells::remove);
			result.r1 = found.contains(this.one) ? "found" : "missed";
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r2 = listed();
		}

	}

	@JCStressTest
	@Outcome(id = "one of 1, one of 1", expect = Expect.ACCEPTABLE, desc = "Gone, and its cell is another's")
	@Outcome(id = "of 0, one of 1", expect = Expect.FORBIDDEN, desc = "The new one was lost for a moment")
	@Outcome(id = ".*old.*", expect = Expect.FORBIDDEN, desc = "Swept back into its cell")
	@State
	public static class SweptAgainstClose extends Cells {

		@Actor
		public void sweeper() {
			this.cells.sweep();
		}

		@Actor
		public void closer(LL_Result result) {
			this.cells.remove(this.old);
			this.cells.add(this.one, SAME_PLACE);
			result.r1 = listed();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r2 = listed();
		}

	}

}
