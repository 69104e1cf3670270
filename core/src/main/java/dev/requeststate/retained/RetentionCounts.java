package dev.requeststate.retained;

/**
 * What has become of retained values at all restarts since the process began.
 *
 * @param kept how often a value was kept as it is, or as it was written, for classes that
 * were missing
 * @param migrated how often a value was copied into the classes of the restarted
 * application
 * @param dropped how often a value was dropped, to be made again
 */
public record RetentionCounts(long kept, long migrated, long dropped) {

	RetentionCounts plus(long kept, long migrated, long dropped) {
		return new RetentionCounts(this.kept + kept, this.migrated + migrated, this.dropped + dropped);
	}

}
