package dev.requeststate.folio.error;

import java.util.Optional;

/**
 * Knows what to add to the error page of some requests.
 */
public interface ErrorNotes {

	/**
	 * What to add for the request that is current, which has failed; empty for nothing.
	 */
	Optional<ErrorNote> note();

}
