package dev.requeststate.retained;

import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of one value after the other when a generation begins.
 */
final class Sweep {

	private final Generation generation;

	private final ClassLoader loader;

	private final SweepLog log;

	/**
	 * Create a sweep.
	 * @param generation the one that begins
	 * @param loader its class loader
	 * @param log told what becomes of each value
	 */
	Sweep(Generation generation, ClassLoader loader, SweepLog log) {
		this.generation = generation;
		this.loader = loader;
		this.log = log;
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
		if (retention.isMigrated()) {
			return migrate(key, value, finding);
		}
		this.log.dropped(key, finding.describe(value) + ". " + remedy(finding, retention));
		return null;
	}

	private @Nullable Object migrate(String key, Object value, Inspection.Finding finding) {
		try {
			Object migrated = Migration.migrate(value, this.loader);
			Inspection.Finding left = Inspection.of(migrated, this.generation);
			if (left.verdict() != Inspection.Verdict.STALE) {
				this.log.migrated();
				return migrated;
			}
			notMigrated(key, value, finding, "what was read is stale: " + left.describe(migrated));
		}
		catch (Exception | Error ex) {
			// The user's classes, before and after: whatever is the matter with them
			// costs the value and not the restart.
			notMigrated(key, value, finding, ex.toString());
		}
		return null;
	}

	private void notMigrated(String key, Object value, Inspection.Finding finding, String reason) {
		this.log.dropped(key, finding.describe(value) + ", and migration failed: " + reason + ". To keep it, make "
				+ "everything in it serializable, with a serialVersionUID if its classes change");
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
