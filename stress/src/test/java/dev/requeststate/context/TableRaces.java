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
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Slots that are added while the table grows.
 */
public final class TableRaces {

	// Enough for three sizes of the table.
	private static final List<RequestLocal<Witness>> LOCALS = locals(64);

	private TableRaces() {
	}

	private static List<RequestLocal<Witness>> locals(int count) {
		List<RequestLocal<Witness>> locals = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			locals.add(RequestLocal.named("local " + i, Witness::destroy));
		}
		return locals;
	}

	/**
	 * A local whose index is at least the given one.
	 */
	static RequestLocal<Witness> from(int index) {
		return LOCALS.stream().filter((local) -> local.index() >= index).findFirst().orElseThrow();
	}

	/**
	 * A context in which two threads add slots.
	 */
	public static class Growing {

		// The first table ends before eight, the second before sixteen.
		static final RequestLocal<Witness> LOW = from(0);

		static final RequestLocal<Witness> LOW_TOO = from(LOW.index() + 1);

		static final RequestLocal<Witness> HIGH = from(8);

		static final RequestLocal<Witness> HIGHEST = from(32);

		final WatchedContext watched = new WatchedContext();

		final Slot kept = slot(LOW_TOO);

		@Nullable Slot one;

		@Nullable Slot other;

		Growing() {
			if (LOW_TOO.index() > 7) {
				throw new IllegalStateException("The races on the first table need two of its places");
			}
		}

		final Slot slot(RequestLocal<Witness> local) {
			return this.watched.context().slot(local);
		}

		final String after(@Nullable Slot added, RequestLocal<Witness> local) {
			if (this.watched.context().slotIfPresent(local.index()) != added) {
				return "lost";
			}
			List<Slot> slots = this.watched.context().slots();
			return slots.stream().filter((slot) -> slot == added).count() == 1
					&& slots.stream().filter((slot) -> slot.local() == local).count() == 1 ? "there" : "not once";
		}

		final void after(LLL_Result result, RequestLocal<Witness> one, RequestLocal<Witness> other) {
			result.r1 = after(this.one, one);
			result.r2 = after(this.other, other);
			result.r3 = after(this.kept, LOW_TOO);
		}

	}

	@JCStressTest
	@Outcome(id = "there, there, there", expect = Expect.ACCEPTABLE, desc = "Each slot once")
	@Outcome(id = ".*lost.*", expect = Expect.FORBIDDEN, desc = "A slot was lost in the old table")
	@Outcome(id = ".*not once.*", expect = Expect.FORBIDDEN, desc = "A slot is missing, or a local has two")
	@State
	public static class AddedWhileGrown extends Growing {

		@Actor
		public void adder() {
			this.one = slot(LOW);
		}

		@Actor
		public void grower() {
			this.other = slot(HIGH);
		}

		@Arbiter
		public void after(LLL_Result result) {
			after(result, LOW, HIGH);
		}

	}

	@JCStressTest
	@Outcome(id = "there, there, there", expect = Expect.ACCEPTABLE, desc = "Each slot once")
	@Outcome(id = ".*lost.*", expect = Expect.FORBIDDEN, desc = "A slot was lost in the old table")
	@Outcome(id = ".*not once.*", expect = Expect.FORBIDDEN, desc = "A slot is missing, or a local has two")
	@State
	public static class TwoGrow extends Growing {

		@Actor
		public void one() {
			this.one = slot(HIGH);
		}

		@Actor
		public void other() {
			this.other = slot(HIGHEST);
		}

		@Arbiter
		public void after(LLL_Result result) {
			after(result, HIGH, HIGHEST);
		}

	}

	@JCStressTest
	@Outcome(id = "there, there, there", expect = Expect.ACCEPTABLE, desc = "Both have the same slot")
	@Outcome(id = ".*lost.*", expect = Expect.FORBIDDEN, desc = "One has a slot that is not in the table")
	@Outcome(id = ".*not once.*", expect = Expect.FORBIDDEN, desc = "A slot is missing, or a local has two")
	@State
	public static class TwoAddOne extends Growing {

		@Actor
		public void one() {
			this.one = slot(HIGH);
		}

		@Actor
		public void other() {
			this.other = slot(HIGH);
		}

		@Arbiter
		public void after(LLL_Result result) {
			after(result, HIGH, HIGH);
		}

	}

	@JCStressTest
	@Outcome(id = "low, high, both destroyed", expect = Expect.ACCEPTABLE,
			desc = "Both are there, and end with the context")
	@Outcome(id = ".*none.*", expect = Expect.FORBIDDEN, desc = "A value was lost in the old table")
	@Outcome(id = ".*not destroyed", expect = Expect.FORBIDDEN, desc = "A value did not end, or ended twice")
	@State
	public static class SetWhileGrown extends Growing {

		private final Witness low = new Witness("low");

		private final Witness high = new Witness("high");

		@Actor
		public void adder() {
			this.watched.set(LOW, this.low);
		}

		@Actor
		public void grower() {
			this.watched.set(HIGH, this.high);
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = Witness.name(this.watched.value(LOW));
			result.r2 = Witness.name(this.watched.value(HIGH));
			this.watched.close();
			result.r3 = Witness.fate(this.low).equals("destroyed") && Witness.fate(this.high).equals("destroyed")
					? "both destroyed" : "not destroyed";
		}

	}

	@JCStressTest
	@Outcome(id = "set, destroyed, destroyed", expect = Expect.ACCEPTABLE,
			desc = "Set in time, destroyed by the closing")
	@Outcome(id = "closed, alive, destroyed", expect = Expect.ACCEPTABLE, desc = "Refused: it stays its owner's")
	@Outcome(id = "set, alive, .*", expect = Expect.FORBIDDEN, desc = "The closing did not see the grown table")
	@Outcome(id = "closed, destroyed, .*", expect = Expect.FORBIDDEN, desc = "Refused, and destroyed")
	@Outcome(id = ".*, alive", expect = Expect.FORBIDDEN, desc = "What was there before was not destroyed")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@State
	public static class GrownAgainstClose extends Growing {

		private final Witness low = new Witness("low");

		private final Witness high = new Witness("high");

		public GrownAgainstClose() {
			this.watched.set(LOW, this.low);
		}

		@Actor
		public void grower(LLL_Result result) {
			try {
				this.watched.set(HIGH, this.high);
				result.r1 = "set";
			}
			catch (RequestContextClosedException ex) {
				result.r1 = "closed";
			}
		}

		@Actor
		public void closer() {
			this.watched.close();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r2 = Witness.fate(this.high);
			result.r3 = Witness.fate(this.low);
		}

	}

}
