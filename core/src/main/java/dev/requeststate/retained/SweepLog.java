package dev.requeststate.retained;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what has become of retained values. While an application starts, its logging is
 * not set up and would lose what it is told; so lines wait until somebody says that it
 * is.
 */
final class SweepLog {

	private static final Logger logger = LoggerFactory.getLogger(RetainedState.class);

	private final List<Runnable> waiting = new ArrayList<>();

	private boolean starting;

	private int kept;

	private int migrated;

	private int dropped;

	private RetentionCounts total = new RetentionCounts(0, 0, 0);

	/**
	 * An application starts: let lines wait.
	 */
	synchronized void begin() {
		this.starting = true;
	}

	synchronized void kept() {
		this.kept++;
	}

	synchronized void migrated() {
		this.migrated++;
	}

	synchronized void waiting(String key, Throwable missing) {
		this.kept++;
		say(() -> logger.info("Retained state '{}' waits for classes that the restarted application does not have: {}",
				key, missing.toString()));
	}

	synchronized void dropped(String key, String reason) {
		this.dropped++;
		say(() -> logger.warn("Dropped retained state '{}': {}. It is made again on next use.", key, reason));
	}

	/**
	 * What has become of all values since the process began.
	 */
	synchronized RetentionCounts total() {
		return this.total.plus(this.kept, this.migrated, this.dropped);
	}

	synchronized void closeFailed(Class<?> type, Throwable failure) {
		say(() -> logger.warn("A retained {} could not be closed", type.getName(), failure));
	}

	private void say(Runnable line) {
		if (this.starting) {
			this.waiting.add(line);
		}
		else {
			line.run();
		}
	}

	/**
	 * Logging is set up: say all that waits, and with it what the sweep has come to.
	 */
	synchronized void report() {
		this.starting = false;
		this.waiting.forEach(Runnable::run);
		this.waiting.clear();
		if (this.kept + this.migrated + this.dropped > 0) {
			logger.info("Retained state over the restart: {} kept, {} migrated, {} dropped", this.kept, this.migrated,
					this.dropped);
		}
		this.total = total();
		this.kept = 0;
		this.migrated = 0;
		this.dropped = 0;
	}

}
