package dev.requeststate.folio.soak;

import java.time.Duration;

/**
 * What can be set from outside, with {@code -D}, on the command line of the build.
 *
 * @param duration how long to go on, {@code -Dsoak.duration=PT10M}
 * @param seed what everything random comes from, {@code -Dsoak.seed=1}
 * @param rate how many visits begin in a second, {@code -Dsoak.rate=20}
 */
record SoakSettings(Duration duration, long seed, int rate) {

	private static final String SHORT = "PT1M";

	private static final int RATE = 20;

	static SoakSettings fromSystemProperties() {
		return new SoakSettings(Duration.parse(System.getProperty("soak.duration", SHORT)),
				Long.getLong("soak.seed", System.nanoTime()), Integer.getInteger("soak.rate", RATE));
	}

}
