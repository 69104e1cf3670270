package dev.requeststate.context;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Values that need each other, made by two threads at once.
 */
public final class CircleRaces {

	static final RequestLocal<String> EGG = RequestLocal.withInitial("egg", () -> "egg of " + CircleRaces.HEN.get());

	static final RequestLocal<String> HEN = RequestLocal.withInitial("hen", () -> "hen of " + EGG.get());

	static final RequestLocal<String> SHARED = RequestLocal.withInitial("shared", () -> "shared");

	static final RequestLocal<String> ONE = RequestLocal.withInitial("one", () -> "one of " + SHARED.get());

	static final RequestLocal<String> OTHER = RequestLocal.withInitial("other", () -> "other of " + SHARED.get());

	private CircleRaces() {
	}

	static String read(WatchedContext watched, RequestLocal<String> local) {
		try (Binding binding = watched.bind()) {
			return local.get();
		}
		catch (CircularCreationException ex) {
			return "circle";
		}
		catch (CreationWaitException ex) {
			return "gave up";
		}
	}

	@JCStressTest
	@Outcome(id = "circle, circle", expect = Expect.ACCEPTABLE, desc = "Found by one of the two, told to both")
	@Outcome(id = ".*gave up.*", expect = Expect.FORBIDDEN, desc = "Each waited for the other")
	@Outcome(id = ".* of .*", expect = Expect.FORBIDDEN, desc = "A value that needs itself was made")
	@State
	public static class TwoNeedEachOther {

		private final WatchedContext watched = new WatchedContext();

		@Actor
		public void egg(LL_Result result) {
			result.r1 = read(this.watched, EGG);
		}

		@Actor
		public void hen(LL_Result result) {
			result.r2 = read(this.watched, HEN);
		}

	}

	@JCStressTest
	@Outcome(id = "one of shared, other of shared", expect = Expect.ACCEPTABLE,
			desc = "Both waited for a third: no circle")
	@Outcome(id = ".*circle.*", expect = Expect.FORBIDDEN, desc = "Found where there is none")
	@Outcome(id = ".*gave up.*", expect = Expect.FORBIDDEN, desc = "Waited for what was made already")
	@State
	public static class TwoNeedAThird {

		private final WatchedContext watched = new WatchedContext();

		@Actor
		public void one(LL_Result result) {
			result.r1 = read(this.watched, ONE);
		}

		@Actor
		public void other(LL_Result result) {
			result.r2 = read(this.watched, OTHER);
		}

	}

	@JCStressTest
	@Outcome(id = "finished, made", expect = Expect.ACCEPTABLE, desc = "Woken, or never asleep, after it was made")
	@Outcome(id = "gave up, .*", expect = Expect.FORBIDDEN, desc = "Nobody woke who waited")
	@Outcome(id = "finished, not made", expect = Expect.FORBIDDEN, desc = "Woken before it was made")
	@State
	public static class WaitAgainstFinish {

		private static final long ENOUGH_NANOS = 5_000_000_000L;

		private final WatchedContext watched = new WatchedContext();

		private final Creation creation = new Creation(this.watched.context(), this.watched.context().slot(SHARED),
				null);

		private boolean made;

		@Actor
		public void waiter(LL_Result result) {
			try {
				result.r1 = this.creation.await(ENOUGH_NANOS) ? "finished" : "gave up";
				result.r2 = this.made ? "made" : "not made";
			}
			catch (InterruptedException ex) {
				result.r1 = "interrupted";
			}
		}

		@Actor
		public void maker() {
			this.made = true;
			this.creation.finish(null);
		}

	}

}
