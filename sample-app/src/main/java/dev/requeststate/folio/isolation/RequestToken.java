package dev.requeststate.folio.isolation;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What tells one request for the isolation page from all others: {@code rq-} and 16
 * hexadecimal digits in lower case.
 */
public final class RequestToken {

	/**
	 * Finds tokens in any text.
	 */
	public static final Pattern PATTERN = Pattern.compile("rq-[0-9a-f]{16}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private RequestToken() {
	}

	/**
	 * A token that no other request has.
	 */
	public static String random() {
		return "rq-%016x".formatted(RANDOM.nextLong());
	}

	static boolean isToken(String value) {
		return PATTERN.matcher(value).matches();
	}

}
