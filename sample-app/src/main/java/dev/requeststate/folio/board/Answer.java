package dev.requeststate.folio.board;

import java.util.List;
import java.util.Map;

/**
 * What has come back for a request.
 *
 * @param status the status
 * @param headers the headers, by name
 * @param body the body
 * @param took how long that took, in nanoseconds
 * @param note what the task after the response has noted, empty where there is none
 */
record Answer(int status, Map<String, List<String>> headers, String body, long took, String note) {

	Answer withNote(String note) {
		return new Answer(this.status, this.headers, this.body, this.took, note);
	}

}
