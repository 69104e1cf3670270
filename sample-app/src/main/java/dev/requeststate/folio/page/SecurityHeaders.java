package dev.requeststate.folio.page;

import dev.requeststate.servlet.ResponseHeaders;

/**
 * The headers that say what a browser may do with a page.
 */
final class SecurityHeaders {

	private SecurityHeaders() {
	}

	/**
	 * Set the headers.
	 * @param headers the headers of the response
	 * @param nonce what a script must bear in order to run
	 */
	static void set(ResponseHeaders headers, String nonce) {
		headers.set("Content-Security-Policy",
				"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'nonce-" + nonce
						+ "'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("Referrer-Policy", "same-origin");
		// A page shows the reader's own cart, in the reader's own language.
		headers.set("Cache-Control", "private, no-cache");
		headers.set("Vary", "Accept-Language, Cookie");
	}

}
