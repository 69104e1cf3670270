package dev.requeststate.context;

import java.util.concurrent.atomic.AtomicInteger;

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
 * Values that are set, removed and taken, and callbacks that are registered for them, in
 * an open context.
 */
public final class SlotRaces {

	static final RequestLocal<Witness> VALUE = RequestLocal.named("value", Witness::destroy);

	private SlotRaces() {
	}

	/**
	 * A context that has a value.
	 */
	public static class WithOld {

		final WatchedContext watched = new WatchedContext();

		final Witness old = new Witness("old");

		final AtomicInteger called = new AtomicInteger();

		WithOld() {
			this.watched.set(VALUE, this.old);
		}

		final void set(Witness value) {
			this.watched.set(VALUE, value);
		}

		final void remove() {
			try (Binding binding = this.watched.bind()) {
				VALUE.remove();
			}
		}

		final String register() {
			try (Binding binding = this.watched.bind()) {
				VALUE.onDestroy(this.called::incrementAndGet);
				return "registered";
			}
			catch (MissingValueException ex) {
				return "no value";
			}
		}

		final String standing() {
			return Witness.name(this.watched.value(VALUE));
		}

	}

	@JCStressTest
	@Outcome(id = { "one, alive, destroyed", "other, destroyed, alive" }, expect = Expect.ACCEPTABLE,
			desc = "The later one stays, the earlier one is destroyed")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@Outcome(id = ".*, alive, alive", expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@Outcome(id = { "one, destroyed, .*", "other, .*, destroyed" }, expect = Expect.FORBIDDEN,
			desc = "Destroyed, and still there")
	@State
	public static class TwoSet {

		private final WatchedContext watched = new WatchedContext();

		private final Witness one = new Witness("one");

		private final Witness other = new Witness("other");

		@Actor
		public void one() {
			this.watched.set(VALUE, this.one);
		}

		@Actor
		public void other() {
			this.watched.set(VALUE, this.other);
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = Witness.name(this.watched.value(VALUE));
			result.r2 = Witness.fate(this.one);
			result.r3 = Witness.fate(this.other);
		}

	}

	@JCStressTest
	@Outcome(id = "destroyed, one, alive, destroyed", expect = Expect.ACCEPTABLE, desc = "One is the later")
	@Outcome(id = "destroyed, other, destroyed, alive", expect = Expect.ACCEPTABLE, desc = "The other is the later")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@Outcome(id = "alive, .*", expect = Expect.FORBIDDEN, desc = "The old value was not destroyed")
	@State
	public static class TwoReplace extends WithOld {

		private final Witness one = new Witness("one");

		private final Witness other = new Witness("other");

		@Actor
		public void one() {
			set(this.one);
		}

		@Actor
		public void other() {
			set(this.other);
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r1 = Witness.fate(this.old);
			result.r2 = standing();
			result.r3 = Witness.fate(this.one);
			result.r4 = Witness.fate(this.other);
		}

	}

	@JCStressTest
	@Outcome(id = "destroyed, new, alive", expect = Expect.ACCEPTABLE, desc = "Removed, then set")
	@Outcome(id = "destroyed, none, destroyed", expect = Expect.ACCEPTABLE, desc = "Set, then removed")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@Outcome(id = "alive, .*", expect = Expect.FORBIDDEN, desc = "The old value was not destroyed")
	@Outcome(id = ".*, none, alive", expect = Expect.FORBIDDEN, desc = "The new value is lost, and not destroyed")
	@Outcome(id = ".*, old, .*", expect = Expect.FORBIDDEN, desc = "The old value is back")
	@State
	public static class SetAgainstRemove extends WithOld {

		private final Witness value = new Witness("new");

		@Actor
		public void setter() {
			set(this.value);
		}

		@Actor
		public void remover() {
			remove();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = Witness.fate(this.old);
			result.r2 = standing();
			result.r3 = Witness.fate(this.value);
		}

	}

	@JCStressTest
	@Outcome(id = { "old", "new" }, expect = Expect.ACCEPTABLE, desc = "The one or the other")
	@Outcome(id = "none", expect = Expect.FORBIDDEN, desc = "A value that is replaced is there all the time")
	@Outcome(id = "torn", expect = Expect.FORBIDDEN, desc = "Seen before it was whole")
	@State
	public static class SetWhileRead extends WithOld {

		@Actor
		public void setter() {
			set(new Witness("new"));
		}

		@Actor
		public void reader(L_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = Witness.name(VALUE.getIfPresent());
			}
		}

	}

	@JCStressTest
	@Outcome(id = "none, destroyed", expect = Expect.ACCEPTABLE, desc = "Destroyed by one of the two")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed by both")
	@Outcome(id = "none, alive", expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@Outcome(id = "old, .*", expect = Expect.FORBIDDEN, desc = "Not removed")
	@State
	public static class TwoRemove extends WithOld {

		@Actor
		public void one() {
			remove();
		}

		@Actor
		public void other() {
			remove();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r1 = standing();
			result.r2 = Witness.fate(this.old);
		}

	}

	@JCStressTest
	@Outcome(id = "old, alive", expect = Expect.ACCEPTABLE, desc = "Taken: it is the taker's to destroy")
	@Outcome(id = "none, destroyed", expect = Expect.ACCEPTABLE, desc = "Removed")
	@Outcome(id = "old, destroyed", expect = Expect.FORBIDDEN, desc = "Taken and removed")
	@Outcome(id = "none, alive", expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@State
	public static class TakenAgainstRemove extends WithOld {

		@Actor
		public void taker(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = Witness.name(VALUE.take());
			}
		}

		@Actor
		public void remover() {
			remove();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r2 = Witness.fate(this.old);
		}

	}

	@JCStressTest
	@Outcome(id = "registered, 1", expect = Expect.ACCEPTABLE, desc = "Registered in time, and called")
	@Outcome(id = "no value, 0", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "registered, 0", expect = Expect.FORBIDDEN, desc = "Registered, and never called")
	@Outcome(id = { "no value, [^0]", "registered, [^01]" }, expect = Expect.FORBIDDEN, desc = "Called too often")
	@State
	public static class CallbackAgainstRemove extends WithOld {

		@Actor
		public void follower(LL_Result result) {
			result.r1 = register();
		}

		@Actor
		public void remover() {
			remove();
		}

		@Arbiter
		public void after(LL_Result result) {
			result.r2 = this.called.get();
		}

	}

	@JCStressTest
	@Outcome(id = "registered, 1, 1", expect = Expect.ACCEPTABLE, desc = "For the old value, and called with its end")
	@Outcome(id = "registered, 0, 1", expect = Expect.ACCEPTABLE, desc = "For the new value, and called at the end")
	@Outcome(id = "registered, ., 0", expect = Expect.FORBIDDEN, desc = "Registered, and never called")
	@Outcome(id = "registered, ., [^01]", expect = Expect.FORBIDDEN, desc = "Called too often")
	@Outcome(id = "no value, .*", expect = Expect.FORBIDDEN, desc = "A value that is replaced is there all the time")
	@State
	public static class CallbackAgainstSet extends WithOld {

		@Actor
		public void follower(LLL_Result result) {
			result.r1 = register();
		}

		@Actor
		public void setter() {
			set(new Witness("new"));
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r2 = this.called.get();
			this.watched.close();
			result.r3 = this.called.get();
		}

	}

	@JCStressTest
	@Outcome(id = "first, 0, 1", expect = Expect.ACCEPTABLE, desc = "Called once, with the value's end")
	@Outcome(id = "first, 0, 0", expect = Expect.FORBIDDEN, desc = "Registered, and never called")
	@Outcome(id = "first, 1, .*", expect = Expect.FORBIDDEN, desc = "Called while the value was alive")
	@Outcome(id = "first, 0, [^01]", expect = Expect.FORBIDDEN, desc = "Called too often")
	@State
	public static class CallbackAgainstCompletion {

		private final WatchedContext watched = new WatchedContext();

		private final Slot slot = this.watched.context().slot(VALUE);

		// What a task of the maker carries: it may outlive the making.
		private final Creation creation = new Creation(this.watched.context(), this.slot, null);

		private final AtomicInteger called = new AtomicInteger();

		public CallbackAgainstCompletion() {
			this.slot.begin(this.creation);
		}

		@Actor
		public void maker() {
			this.slot.complete(this.watched.context(), new Witness("first"), this.creation);
			this.creation.finish(null);
		}

		@Actor
		public void task() {
			try (Binding binding = NextFrame.open(this.watched.context(), this.creation, null)) {
				VALUE.onDestroy(this.called::incrementAndGet);
			}
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r1 = Witness.name(this.watched.value(VALUE));
			result.r2 = this.called.get();
			this.watched.close();
			result.r3 = this.called.get();
		}

	}

}
