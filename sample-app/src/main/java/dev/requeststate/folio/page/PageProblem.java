package dev.requeststate.folio.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A request that cannot be answered as asked, with a reason that the reader is told in
 * the reader's own language.
 */
public final class PageProblem extends ResponseStatusException {

	private final String reasonKey;

	/**
	 * Create a problem.
	 * @param status the status to answer with
	 * @param reasonKey the key of the reason among the messages
	 */
	public PageProblem(HttpStatus status, String reasonKey) {
		super(status, reasonKey);
		this.reasonKey = reasonKey;
	}

	public String reasonKey() {
		return this.reasonKey;
	}

}
