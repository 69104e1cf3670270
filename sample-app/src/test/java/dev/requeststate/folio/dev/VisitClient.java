package dev.requeststate.folio.dev;

import java.io.IOException;

/**
 * Sends visits to one Folio. Usable by several threads at once.
 */
interface VisitClient {

	/**
	 * Sends a visit and waits for its answer.
	 * @throws IOException if no answer comes: the server may be restarting
	 */
	VisitPage send(Visit visit) throws IOException, InterruptedException;

}
