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
	 * @return the value itself, a copy made of the new classes, the value as it was
	 * written if these are missing, or null if it is dropped
	 */
	@Nullable Object look(String key, Object value, Retention retention) {
		if (value instanceof WrittenValue written) {
			return read(key, written, "it was written by an earlier application");
		}
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
			return migrate(key, value, finding.describe(value));
		}
		this.log.dropped(key, finding.describe(value) + ". " + remedy(finding, retention));
		return null;
	}

	private @Nullable Object migrate(String key, Object value, String finding) {
		try {
			return read(key, WrittenValue.of(value), finding);
		}
		catch (Exception | Error ex) {
			notMigrated(key, finding, ex.toString());
			return null;
		}
	}

	// The user's classes, before and after: whatever is the matter with them costs the
	// value and not the restart.
	private @Nullable Object read(String key, WrittenValue written, String finding) {
		try {
			Object migrated = written.read(this.loader);
			Inspection.Finding left = Inspection.of(migrated, this.generation);
			if (left.verdict() != Inspection.Verdict.STALE) {
				this.log.migrated();
				return migrated;
			}
			notMigrated(key, finding, "what was read is stale: " + left.describe(migrated));
		}
		catch (ClassNotFoundException ex) {
			// A build takes all classes away before it puts the new ones in place, and
			// DevTools may restart in between.
			this.log.waiting(key, ex);
			return written;
		}
		catch (Exception | Error ex) {
			notMigrated(key, finding, ex.toString());
		}
		return null;
	}

	private void notMigrated(String key, String finding, String reason) {
		this.log.dropped(key, finding + ", and migration failed: " + reason + ". To keep it, make everything in it "
				+ "serializable, with a serialVersionUID if its classes change");
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
