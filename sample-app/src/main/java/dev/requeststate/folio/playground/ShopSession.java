package dev.requeststate.folio.playground;

import java.io.Serializable;
import java.util.UUID;

/**
 * What the playground remembers of a shop's day: made once, and then the same for every
 * reader until Folio ends. A class of the application, so that a restart has something to
 * migrate.
 *
 * @param id a random name
 */
record ShopSession(String id) implements Serializable {

	/**
	 * Begin a session of a new name.
	 */
	static ShopSession begin() {
		return new ShopSession(UUID.randomUUID().toString());
	}

}
