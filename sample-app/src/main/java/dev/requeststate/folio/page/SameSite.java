package dev.requeststate.folio.page;

import dev.requeststate.servlet.RequestInfo;

import org.springframework.http.HttpStatus;

/**
 * Keeps pages on other sites from acting in the reader's name.
 */
public final class SameSite {

	private SameSite() {
	}

	/**
	 * Refuse the request if it comes from another site, which the browser tells of.
	 * @param reasonKey the key of the reason among the messages
	 * @throws PageProblem if it does
	 */
	public static void require(String reasonKey) {
		if ("cross-site".equals(RequestInfo.current().header("Sec-Fetch-Site"))) {
			throw new PageProblem(HttpStatus.FORBIDDEN, reasonKey);
		}
	}

}
