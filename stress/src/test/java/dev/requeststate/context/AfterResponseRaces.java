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

/**
 * Tasks after the response, against the end of the request.
 */
public final class AfterResponseRaces {

	static final RequestLocal<Witness> VALUE = RequestLocal.named("value", Witness::destroy);

	private AfterResponseRaces() {
	}

	/**
	 * A context that counts tasks.
	 */
	public static class Tasks {

		final WatchedContext watched = new WatchedContext();

		private final Witness value = new Witness("value");

		private final AtomicInteger early = new AtomicInteger();

		Tasks() {
			this.watched.set(VALUE, this.value);
		}

		/**
		 * Add a task, and say whether it was taken.
		 */
		final String add(AtomicInteger runs) {
			try {
				this.watched.context().afterResponse(() -> {
					runs.incrementAndGet();
					if (!this.watched.context().isOpenerEnded() || Witness.name(VALUE.getIfPresent()).equals("none")) {
						this.early.incrementAndGet();
					}
				});
				return "added";
			}
			catch (RequestContextClosedException ex) {
				return "closed";
			}
		}

		/**
		 * {@code 1}, or how often a task was run and how often it was not the right time.
		 */
		final String runs(AtomicInteger runs) {
			int early = this.early.get();
			return (early == 0) ? runs.toString() : runs + " at the wrong time";
		}

	}

	@JCStressTest
	@Outcome(id = "added, 1, 1, closed", expect = Expect.ACCEPTABLE, desc = "Both run once, before the closing")
	@Outcome(id = "closed, 1, 0, closed", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = "added, ., 0, .*", expect = Expect.FORBIDDEN, desc = "Added, and never run")
	@Outcome(id = ".*, [^1], ., .*", expect = Expect.FORBIDDEN, desc = "The pending one was run never, or twice")
	@Outcome(id = ".*, ., [^01], .*", expect = Expect.FORBIDDEN, desc = "Run twice")
	@Outcome(id = ".*wrong time.*", expect = Expect.FORBIDDEN, desc = "Run before the end, or after the closing")
	@Outcome(id = ".*, (open|closing)", expect = Expect.FORBIDDEN, desc = "A task's lease was not given back: a leak")
	@State
	public static class AddedAgainstRequestEnd extends Tasks {

		private final AtomicInteger pending = new AtomicInteger();

		private final AtomicInteger added = new AtomicInteger();

		public AddedAgainstRequestEnd() {
			add(this.pending);
		}

		@Actor
		public void user(LLLL_Result result) {
			result.r1 = add(this.added);
		}

		@Actor
		public void request() {
			this.watched.close();
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r2 = runs(this.pending);
			result.r3 = runs(this.added);
			result.r4 = this.watched.life();
		}

	}

	@JCStressTest
	@Outcome(id = "1, 1, closed", expect = Expect.ACCEPTABLE, desc = "Each run once")
	@Outcome(id = { "0, ., .*", "., 0, .*" }, expect = Expect.FORBIDDEN, desc = "Added, and never run")
	@Outcome(id = { "[^01], ., .*", "., [^01], .*" }, expect = Expect.FORBIDDEN, desc = "Run twice")
	@Outcome(id = ".*wrong time.*", expect = Expect.FORBIDDEN, desc = "Run before the end, or after the closing")
	@Outcome(id = ".*, (open|closing)", expect = Expect.FORBIDDEN, desc = "A task's lease was not given back: a leak")
	@State
	public static class TwoAddedAfterRequestEnd extends Tasks {

		private final Lease lease = this.watched.context().lease();

		private final AtomicInteger one = new AtomicInteger();

		private final AtomicInteger other = new AtomicInteger();

		public TwoAddedAfterRequestEnd() {
			this.watched.close();
		}

		@Actor
		public void one() {
			add(this.one);
		}

		@Actor
		public void other() {
			add(this.other);
		}

		@Arbiter
		public void after(LLL_Result result) {
			this.lease.close();
			result.r1 = runs(this.one);
			result.r2 = runs(this.other);
			result.r3 = this.watched.life();
		}

	}

	@JCStressTest
	@Outcome(id = { "added, 1, 0", "added, 0, 0" }, expect = Expect.ACCEPTABLE,
			desc = "Run, or reported as not run: nobody waits for it")
	@Outcome(id = "closed, 0, 0", expect = Expect.ACCEPTABLE, desc = "Too late, and said so")
	@Outcome(id = ".*, ., [^0]", expect = Expect.FORBIDDEN, desc = "Neither run nor reported: waited for in vain")
	@Outcome(id = { "closed, 1, .*", ".*, [^01], .*" }, expect = Expect.FORBIDDEN, desc = "Run too often")
	@State
	public static class AddedAgainstForcedClose {

		// Of its own, for its count.
		private final RequestContextFactory factory = RequestContextFactory.builder().build();

		private final RootContext context = new RootContext(this.factory, () -> "race");

		private final AtomicInteger runs = new AtomicInteger();

		@Actor
		public void user(LLL_Result result) {
			try {
				this.context.afterResponse(this.runs::incrementAndGet);
				result.r1 = "added";
			}
			catch (RequestContextClosedException ex) {
				result.r1 = "closed";
			}
		}

		@Actor
		public void force() {
			this.context.closeByForce();
		}

		@Arbiter
		public void after(LLL_Result result) {
			result.r2 = this.runs.get();
			result.r3 = this.factory.afterResponsePending();
		}

	}

}
