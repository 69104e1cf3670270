package dev.requeststate.folio.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set from outside, with {@code -D}, on the command line of the build.
 *
 * @param duration how long to go on, {@code -Dsoak.duration=PT10M}
 * @param seed what everything random comes from, {@code -Dsoak.seed=1}
 * @param rate how many visits begin in a second, {@code -Dsoak.rate=20}
 * @param lastRun where a run that went through is written down, if anywhere
 */
record SoakSettings(Duration duration, long seed, int rate, Optional<Path> lastRun) {

	private static final String SHORT = "PT1M";

	private static final int RATE = 20;

	static SoakSettings fromSystemProperties() {
		return new SoakSettings(Duration.parse(System.getProperty("soak.duration", SHORT)),
				Long.getLong("soak.seed", System.nanoTime()), Integer.getInteger("soak.rate", RATE),
				Optional.ofNullable(System.getProperty("soak.last-run")).map(Path::of));
	}

}
