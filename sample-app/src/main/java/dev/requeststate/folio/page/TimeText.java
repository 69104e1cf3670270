package dev.requeststate.folio.page;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Lengths of time as a reader wants them: three digits at most.
 */
public final class TimeText {

	private static final double NANOS_IN_A_MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	private static final double MILLIS_IN_A_SECOND = 1000;

	private static final double SECONDS_IN_A_MINUTE = 60;

	private final NumberFormat number;

	public TimeText(Locale locale) {
		this.number = NumberFormat.getNumberInstance(locale);
	}

	/**
	 * A length of time.
	 * @param nanos the time, in nanoseconds
	 */
	public String of(long nanos) {
		double millis = nanos / NANOS_IN_A_MILLISECOND;
		if (millis < MILLIS_IN_A_SECOND) {
			return number(millis) + " ms";
		}
		double seconds = millis / MILLIS_IN_A_SECOND;
		return (seconds < 2 * SECONDS_IN_A_MINUTE) ? number(seconds) + " s"
				: number(seconds / SECONDS_IN_A_MINUTE) + " min";
	}

	private String number(double value) {
		this.number.setMaximumFractionDigits((value < 1) ? 2 : ((value < 100) ? 1 : 0));
		return this.number.format(value);
	}

}
