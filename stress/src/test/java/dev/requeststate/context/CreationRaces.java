package dev.requeststate.context;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The creation of one value, against another creation of it and against its readers.
 */
public final class CreationRaces {

	static final RequestLocal<Witness> VALUE = RequestLocal.named("value", Witness::destroy);

	private CreationRaces() {
	}

	/**
	 * A context in which a value can be made twice, if something goes wrong or the first
	 * is taken away.
	 */
	public static class Makers {

		final WatchedContext watched = new WatchedContext();

		private final AtomicInteger attempts = new AtomicInteger();

		volatile @Nullable Witness first;

		volatile @Nullable Witness second;

		final String make() {
			return Witness.name(VALUE.computeIfAbsent(this::newValue));
		}

		final Witness newValue() {
			if (this.attempts.getAndIncrement() == 0) {
				Witness made = new Witness("first");
				this.first = made;
				return made;
			}
			Witness made = new Witness("second");
			this.second = made;
			return made;
		}

		final Witness fail() {
			throw new IllegalStateException((this.attempts.getAndIncrement() == 0) ? "first" : "second");
		}

	}

	@JCStressTest
	@Outcome(id = "first, first", expect = Expect.ACCEPTABLE, desc = "Made once; both have it, whole")
	@Outcome(id = ".*torn.*", expect = Expect.FORBIDDEN, desc = "Seen before it was whole")
	@Outcome(id = ".*second.*", expect = Expect.FORBIDDEN, desc = "Made twice")
	@State
	public static class TwoMake extends Makers {

		@Actor
		public void one(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = make();
			}
		}

		@Actor
		public void other(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r2 = make();
			}
		}

	}

	@JCStressTest
	@Outcome(id = "first, none", expect = Expect.ACCEPTABLE, desc = "Not there yet")
	@Outcome(id = "first, first", expect = Expect.ACCEPTABLE, desc = "There, and whole")
	@Outcome(id = ".*torn.*", expect = Expect.FORBIDDEN, desc = "Seen before it was whole")
	@State
	public static class MadeWhileLookedFor extends Makers {

		@Actor
		public void maker(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = make();
			}
		}

		@Actor
		public void reader(LL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r2 = Witness.name(VALUE.getIfPresent());
			}
		}

	}

	@JCStressTest
	@Outcome(id = "first, first", expect = Expect.ACCEPTABLE, desc = "Who waited has the same failure")
	@Outcome(id = { "first, second", "second, first" }, expect = Expect.ACCEPTABLE,
			desc = "Tried again, after the first had failed")
	@Outcome(id = ".*none.*", expect = Expect.FORBIDDEN, desc = "A failure was swallowed")
	@State
	public static class TwoFail extends Makers {

		@Actor
		public void one(LL_Result result) {
			result.r1 = failure();
		}

		@Actor
		public void other(LL_Result result) {
			result.r2 = failure();
		}

		private @Nullable String failure() {
			try (Binding binding = this.watched.bind()) {
				VALUE.computeIfAbsent(this::fail);
				return "none";
			}
			catch (IllegalStateException ex) {
				return ex.getMessage();
			}
		}

	}

	@JCStressTest
	@Outcome(id = "set, set, unmade, alive", expect = Expect.ACCEPTABLE, desc = "Set before anything was made")
	@Outcome(id = "set, set, destroyed, alive", expect = Expect.ACCEPTABLE,
			desc = "Set while it was made: who made it has the other one, and destroys its own")
	@Outcome(id = "first, set, destroyed, alive", expect = Expect.ACCEPTABLE_INTERESTING,
			desc = "Replaced when it was handed out already")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@Outcome(id = ".*, (first|none), .*", expect = Expect.FORBIDDEN, desc = "What was set is lost")
	@Outcome(id = ".*, alive, alive", expect = Expect.FORBIDDEN, desc = "What was made is lost, and not destroyed")
	@State
	public static class MadeAgainstSet extends Makers {

		private final Witness set = new Witness("set");

		@Actor
		public void maker(LLLL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = make();
			}
		}

		@Actor
		public void setter() {
			try (Binding binding = this.watched.bind()) {
				VALUE.set(this.set);
			}
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r2 = Witness.name(this.watched.value(VALUE));
			result.r3 = Witness.fate(this.first);
			result.r4 = Witness.fate(this.set);
		}

	}

	@JCStressTest
	@Outcome(id = "first, first, alive, unmade", expect = Expect.ACCEPTABLE, desc = "Removed before it was made")
	@Outcome(id = "first, none, destroyed, unmade", expect = Expect.ACCEPTABLE, desc = "Removed after it was made")
	@Outcome(id = "second, second, destroyed, alive", expect = Expect.ACCEPTABLE_INTERESTING,
			desc = "Removed before it was handed out: made again")
	@Outcome(id = ".*times.*", expect = Expect.FORBIDDEN, desc = "Destroyed twice")
	@Outcome(id = ".*, none, alive, .*", expect = Expect.FORBIDDEN, desc = "Lost, and not destroyed")
	@Outcome(id = ".*, first, destroyed, .*", expect = Expect.FORBIDDEN, desc = "Destroyed, and still there")
	@State
	public static class MadeAgainstRemove extends Makers {

		@Actor
		public void maker(LLLL_Result result) {
			try (Binding binding = this.watched.bind()) {
				result.r1 = make();
			}
		}

		@Actor
		public void remover() {
			try (Binding binding = this.watched.bind()) {
				VALUE.remove();
			}
		}

		@Arbiter
		public void after(LLLL_Result result) {
			result.r2 = Witness.name(this.watched.value(VALUE));
			result.r3 = Witness.fate(this.first);
			result.r4 = Witness.fate(this.second);
		}

	}

}
