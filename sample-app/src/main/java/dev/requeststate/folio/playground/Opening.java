package dev.requeststate.folio.playground;

import java.io.Serializable;
import java.time.Instant;

/**
 * When the shop was opened. A class of the application, so that a restart has something
 * to migrate.
 *
 * @param since when that was
 */
record Opening(Instant since) implements Serializable {

	static Opening now() {
		return new Opening(Instant.now());
	}

}
