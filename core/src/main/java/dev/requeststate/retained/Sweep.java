package dev.requeststate.retained;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of one value after the other when a generation begins.
 */
final class Sweep {

	private final Generation generation;

	private final ClassLoader loader;

	private final SweepLog log;

	private final Set<Object> dropped;

	/**
	 * Create a sweep.
	 * @param generation the one that begins
	 * @param loader its class loader
	 * @param log told what becomes of each value
	 * @param dropped takes the values that are not used any more, for the caller to close
	 */
	Sweep(Generation generation, ClassLoader loader, SweepLog log, Set<Object> dropped) {
		this.generation = generation;
		this.loader = loader;
		this.log = log;
		this.dropped = dropped;
	}

	/**
	 * Look at a value.
	 * @return the value itself, a copy made of the new classes, or null if it is dropped
	 */
	@Nullable Object look(String key, Object value, Retention retention) {
		if (retention.isOpaque() && this.generation.has(value.getClass())) {
			this.log.kept();
			return value;
		}
		Inspection.Finding finding = Inspection.of(value, this.generation);
		if (finding.verdict() == Inspection.Verdict.CURRENT) {
			this.log.kept();
			return value;
		}
		this.dropped.add(value);
		if (retention.isMigrated()) {
			return migrate(key, value, finding);
		}
		this.log.dropped(key, finding.describe(value) + ". " + remedy(finding, retention));
		return null;
	}

	private @Nullable Object migrate(String key, Object value, Inspection.Finding finding) {
		try {
			Object migrated = Migration.migrate(value, this.loader);
			this.log.migrated();
			return migrated;
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			// The user's classes, before and after: whatever is the matter with them
			// costs the value and not the restart.
			this.log.dropped(key, finding.describe(value) + ", and migration failed: " + ex);
			return null;
		}
	}

	private static String remedy(Inspection.Finding finding, Retention retention) {
		if (retention.isOpaque()) {
			return "Not even an opaque value can keep it";
		}
		return "To keep it, hold JDK types only, or make it serializable and define it with Retention.migrated()"
				+ ((finding.verdict() == Inspection.Verdict.OPAQUE)
						? ", or with Retention.opaque if it never holds an object of the application's own classes"
						: "");
	}

}
