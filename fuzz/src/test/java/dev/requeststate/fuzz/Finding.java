package dev.requeststate.fuzz;

/**
 * A case for which a promise was not kept. The fuzzer takes whatever a target throws for
 * one.
 */
public final class Finding extends AssertionError {

	private Finding(String message) {
		super(message);
	}

	/**
	 * Go on if something is as it should be.
	 * @param right whether it is
	 * @param promise what was promised
	 * @param facts what is there instead, quoted so that every character can be seen
	 */
	public static void unless(boolean right, String promise, Object... facts) {
		if (!right) {
			StringBuilder message = new StringBuilder(promise);
			for (Object fact : facts) {
				message.append(" [").append(visible(String.valueOf(fact))).append(']');
			}
			throw new Finding(message.toString());
		}
	}

	private static String visible(String text) {
		StringBuilder visible = new StringBuilder();
		text.chars()
			.forEach((character) -> visible.append(
					(character >= ' ' && character < 0x7F) ? (char) character : String.format("\\u%04X", character)));
		return visible.toString();
	}

}
