package dev.requeststate.benchmarks.report;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * A limit that was set before anything was measured.
 *
 * @param text what is limited
 * @param bound the side of the limit that is good
 * @param limit the limit
 * @param jdks the JDKs it is for
 * @param values what it is held against, by a name that is added to the text, which may
 * be empty; none where it was not measured
 * @param reason why it is missed where it is, as far as that is known, or null
 */
record Target(String text, Bound bound, double limit, IntPredicate jdks,
		Function<Measured, Map<String, Interval>> values, @Nullable String reason) {

	/**
	 * A side of a limit.
	 */
	enum Bound {

		AT_MOST("at most"), AT_LEAST("at least"), BELOW("below");

		private final String words;

		Bound(String words) {
			this.words = words;
		}

		Verdict verdict(Interval value, double limit) {
			return switch (this) {
				case AT_MOST -> value.atMost(limit);
				case AT_LEAST -> value.atLeast(limit);
				case BELOW -> value.below(limit);
			};
		}

		@Override
		public String toString() {
			return this.words;
		}

	}

	static Target atMost(double limit, String text, Function<Measured, Map<String, Interval>> values) {
		return new Target(text, Bound.AT_MOST, limit, (jdk) -> true, values, null);
	}

	static Target atLeast(double limit, String text, Function<Measured, Map<String, Interval>> values) {
		return new Target(text, Bound.AT_LEAST, limit, (jdk) -> true, values, null);
	}

	static Target below(double limit, String text, Function<Measured, Map<String, Interval>> values) {
		return new Target(text, Bound.BELOW, limit, (jdk) -> true, values, null);
	}

	/**
	 * The same for some JDKs only.
	 */
	Target on(IntPredicate some) {
		return new Target(this.text, this.bound, this.limit, some, this.values, this.reason);
	}

	/**
	 * The same with what is known of why it is missed.
	 */
	Target because(String reason) {
		return new Target(this.text, this.bound, this.limit, this.jdks, this.values, reason);
	}

	Verdict verdict(Interval value) {
		return this.bound.verdict(value, this.limit);
	}

	String limitText() {
		return this.bound + " " + Numbers.of(this.limit);
	}

}
