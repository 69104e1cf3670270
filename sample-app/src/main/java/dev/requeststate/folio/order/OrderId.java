package dev.requeststate.folio.order;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Makes up names for orders that nobody can guess and everybody can read out:
 * {@code 7kq2-mb4x-tr9a}.
 */
final class OrderId {

	// Without what looks like something else.
	private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

	private static final int GROUPS = 3;

	private static final int GROUP = 4;

	private static final RandomGenerator random = new SecureRandom();

	private OrderId() {
	}

	static String next() {
		StringBuilder id = new StringBuilder();
		for (int i = 0; i < GROUPS * GROUP; i++) {
			if (i > 0 && i % GROUP == 0) {
				id.append('-');
			}
			id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
		}
		return id.toString();
	}

}
