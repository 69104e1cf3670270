package dev.requeststate.fuzz;

import java.util.regex.Pattern;

/**
 * What holds of every message.
 */
public final class Messages {

	private static final Pattern ENDS_A_LINE = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]");

	private Messages() {
	}

	/**
	 * A message is one line of a log, whatever it names.
	 */
	public static void isOneLine(String message) {
		Finding.unless(!ENDS_A_LINE.matcher(message).find(), "A message is one line", message);
	}

	/**
	 * A message is one line, of a form that has no room for a value.
	 */
	public static void isOf(Pattern form, String message) {
		isOneLine(message);
		Finding.unless(form.matcher(message).matches(), "A message is of a known form", form, message);
	}

}
