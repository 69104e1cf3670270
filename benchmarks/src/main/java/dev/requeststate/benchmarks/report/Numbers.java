package dev.requeststate.benchmarks.report;

import java.util.Locale;

/**
 * How numbers are written: with three digits that count, the same on every machine.
 */
final class Numbers {

	private static final double EXACT = 1e-12;

	private Numbers() {
	}

	/**
	 * A number that is counted or set: a whole one without decimals.
	 */
	static String of(double value) {
		return (Math.abs(value - Math.rint(value)) < EXACT) ? format("%,.0f", value) : measured(value);
	}

	/**
	 * A number that is measured.
	 */
	static String measured(double value) {
		double size = Math.abs(value);
		if (size >= 100) {
			return format("%,.0f", value);
		}
		return format((size >= 10) ? "%.1f" : "%.2f", value);
	}

	// Near one, two decimals do not tell what a per cent of an application is.
	private static String ratio(double value) {
		return (value < 2) ? format("%.3f", value) : measured(value);
	}

	private static String format(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

	/**
	 * A score and its error.
	 */
	static String withError(Interval value) {
		return measured(value.value()) + (value.known() ? " ± " + measured(value.error()) : "");
	}

	/**
	 * A ratio and where it may lie, or a number that was counted.
	 */
	static String withInterval(Interval value) {
		if (value.low() == value.high()) {
			return of(value.value());
		}
		return ratio(value.value())
				+ (value.known() ? " (" + ratio(value.low()) + " to " + ratio(value.high()) + ")" : " (no interval)");
	}

}
