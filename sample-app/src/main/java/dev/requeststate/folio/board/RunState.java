package dev.requeststate.folio.board;

import java.util.Locale;

/**
 * How far a run is.
 */
enum RunState {

	/** Requests are sent. */
	RUNNING,

	/** No more are sent, and those on their way are waited for. */
	STOPPING,

	/** All requests were sent, and answered. */
	FINISHED,

	/** Somebody has stopped it. */
	CANCELLED,

	/** Its time was over. */
	OVER_TIME;

	boolean isOver() {
		return this != RUNNING && this != STOPPING;
	}

	String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
