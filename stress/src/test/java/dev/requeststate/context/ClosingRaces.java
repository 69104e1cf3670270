package dev.requeststate.context;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The closing of a context, against everything that is done to its values.
 */
public final class ClosingRaces {

	static final RequestLocal<Witness> VALUE = RequestLocal.named("value", Witness::destroy);

	static final RequestLocal<Witness> MADE = RequestLocal.withInitial("made", () -> new Witness("made"),
			Witness::destroy);

	private ClosingRaces() {
	}

	/**
	 * A context that has a value.
	 */
	public static class WithOld {

		final WatchedContext watched = new WatchedContext();

		final Witness old = new Witness("old");

		WithOld() {
			this.watched.set(VALUE, this.old);
		}

	}

	@JCStressTest
	@Outcome(id = "closed, unmade, none", expect = Expect.ACCEPTABLE, desc = "Too late to begin")
	@Outcome(id = "closed, destroyed, none", expect = Expect.ACCEPTABLE,
			desc = "Too late when it was made: destroyed by its maker, or by the closing before it was handed out")
	@Outcome(id = "first, destroyed, none", expect = Expect.ACCEPTABLE, desc = "Made in time, destroyed by the closing")
	@Outcome(id = ".*, alive, .*", expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@Outcome(id = "second, .*", expect = Expect.FORBIDDEN, desc = "Made again in a context that is closing")
	@Outcome(id = ".*, first", expect = Expect.FORBIDDEN, desc = "A closed context has a value")
	@State
	public static class MadeAgainstClose extends CreationRaces.Makers {

		@Actor
		public void maker(LLL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = make();
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
			result.r2 = Witness.fate(this.first);
			result.r3 = Witness.name(this.watched.value(CreationRaces.VALUE));
		}

	}

	@JCStressTest
	@Outcome(id = "set, destroyed, destroyed", expect = Expect.ACCEPTABLE,
			desc = "Set in time, destroyed by the closing")
	@Outcome(id = "closed, destroyed, alive", expect = Expect.ACCEPTABLE, desc = "Refused: it stays its owner's")
	@Outcome(id = "set, .*, alive", expect = Expect.FORBIDDEN, desc = "Taken, and not destroyed")
	@Outcome(id = "closed, .*, destroyed", expect = Expect.FORBIDDEN, desc = "Refused, and destroyed")
	@Outcome(id = ".*, alive, .*", expect = Expect.FORBIDDEN, desc = "The old value was not destroyed")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@State
	public static class SetAgainstClose extends WithOld {

		private final Witness value = new Witness("new");

		@Actor
		public void setter(LLL_Result result) {
			try {
				this.watched.set(VALUE, this.value);
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
			result.r2 = Witness.fate(this.old);
			result.r3 = Witness.fate(this.value);
		}

	}

	@JCStressTest
	@Outcome(id = "removed, destroyed", expect = Expect.ACCEPTABLE, desc = "Destroyed by the one or the other")
	@Outcome(id = "closed, destroyed", expect = Expect.ACCEPTABLE, desc = "Too late: destroyed by the closing")
	@Outcome(id = ".*, alive", expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed by both")
	@State
	public static class RemovedAgainstClose extends WithOld {

		@Actor
		public void remover(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				VALUE.remove();
				result.r1 = "removed";
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
		public void after(LL_Result result) {
			result.r2 = Witness.fate(this.old);
		}

	}

	@JCStressTest
	@Outcome(id = "old, alive", expect = Expect.ACCEPTABLE, desc = "Taken in time: it is the taker's to destroy")
	@Outcome(id = { "none, destroyed", "closed, destroyed" }, expect = Expect.ACCEPTABLE,
			desc = "Too late: destroyed by the closing")
	@Outcome(id = "old, destroyed", expect = Expect.FORBIDDEN, desc = "Taken, and destroyed")
	@Outcome(id = { "none, alive", "closed, alive" }, expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@State
	public static class TakenAgainstClose extends WithOld {

		@Actor
		public void taker(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = Witness.name(VALUE.take());
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
		public void after(LL_Result result) {
			result.r2 = Witness.fate(this.old);
		}

	}

	@JCStressTest
	@Outcome(id = "old", expect = Expect.ACCEPTABLE, desc = "Read in time")
	@Outcome(id = "none", expect = Expect.ACCEPTABLE, desc = "Closing: the value is destroyed, the context not closed")
	@Outcome(id = "closed", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "torn", expect = Expect.FORBIDDEN, desc = "Seen before it was whole")
	@State
	public static class LookedForAgainstClose extends WithOld {

		@Actor
		public void reader(L_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = Witness.name(VALUE.getIfPresent());
			}
			catch (RequestContextClosedException ex) {
				result.r1 = "closed";
			}
		}

		@Actor
		public void closer() {
			this.watched.close();
		}

	}

	@JCStressTest
	@Outcome(id = "old", expect = Expect.ACCEPTABLE, desc = "Read in time")
	@Outcome(id = "closed", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "made", expect = Expect.FORBIDDEN, desc = "A closed context came back with a fresh value")
	@Outcome(id = "torn", expect = Expect.FORBIDDEN, desc = "Seen before it was whole")
	@State
	public static class ReadAgainstClose {

		private final WatchedContext watched = new WatchedContext();

		public ReadAgainstClose() {
			this.watched.set(MADE, new Witness("old"));
		}

		@Actor
		public void reader(L_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = Witness.name(MADE.get());
			}
			catch (RequestContextClosedException ex) {
				result.r1 = "closed";
			}
		}

		@Actor
		public void closer() {
			this.watched.close();
		}

	}

	@JCStressTest
	@Outcome(id = "registered, 1", expect = Expect.ACCEPTABLE, desc = "Registered in time, and called")
	@Outcome(id = "no value, 0", expect = Expect.ACCEPTABLE, desc = "Closing: the value is destroyed already")
	@Outcome(id = "closed, 0", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "registered, 0", expect = Expect.FORBIDDEN, desc = "Registered, and never called")
	@Outcome(id = { "registered, [^01]", "no value, [^0]", "closed, [^0]" }, expect = Expect.FORBIDDEN,
			desc = "Called too often")
	@State
	public static class CallbackAgainstClose extends WithOld {

		private final AtomicInteger called = new AtomicInteger();

		@Actor
		public void follower(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				VALUE.onDestroy(this.called::incrementAndGet);
				result.r1 = "registered";
			}
			catch (MissingValueException ex) {
				result.r1 = "no value";
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
		public void after(LL_Result result) {
			result.r2 = this.called.get();
		}

	}

	/**
	 * A value that knows when it was destroyed, beside others of its context.
	 */
	static final class Ordered {

		static final RequestLocal<Ordered> EARLIER = RequestLocal.named("earlier", Ordered::destroy);

		static final RequestLocal<Ordered> LATER = RequestLocal.named("later", Ordered::destroy);

		private final AtomicInteger clock;

		private volatile int destroyed;

		Ordered(AtomicInteger clock) {
			this.clock = clock;
		}

		void destroy() {
			this.destroyed = this.clock.incrementAndGet();
		}

		int destroyed() {
			return this.destroyed;
		}

	}

	@JCStressTest
	@Outcome(id = "set, 2, 1", expect = Expect.ACCEPTABLE, desc = "What was set last was destroyed first")
	@Outcome(id = "closed, 1, 0", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "set, 1, 2", expect = Expect.FORBIDDEN, desc = "Destroyed in the order of their making")
	@State
	public static class DestructionOrder {

		private final WatchedContext watched = new WatchedContext();

		private final AtomicInteger clock = new AtomicInteger();

		private final Ordered earlier = new Ordered(this.clock);

		private final Ordered later = new Ordered(this.clock);

		public DestructionOrder() {
			this.watched.set(Ordered.EARLIER, this.earlier);
			this.watched.context().slot(Ordered.LATER);
		}

		@Actor
		public void setter(LLL_Result result) {
			try {
				this.watched.set(Ordered.LATER, this.later);
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
			result.r2 = this.earlier.destroyed();
			result.r3 = this.later.destroyed();
		}

	}

}
