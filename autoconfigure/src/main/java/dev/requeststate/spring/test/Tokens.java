package dev.requeststate.spring.test;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts by which an isolation check tells its contexts or requests apart. All have
 * the same length, so that none is a part of another; and those of an earlier check are
 * known for what they are.
 */
final class Tokens {

	private static final Pattern ANY = Pattern.compile("token-[0-9a-f]{8}-[0-9]{4}-[0-9]{4}");

	private final String check = "token-%08x-".formatted(ThreadLocalRandom.current().nextInt());

	String token(int round, int index) {
		return this.check + "%04d-%04d".formatted(round, index);
	}

	static Set<String> in(String text) {
		Set<String> found = new LinkedHashSet<>();
		Matcher matcher = ANY.matcher(text);
		while (matcher.find()) {
			found.add(matcher.group());
		}
		return found;
	}

	/**
	 * The number of the context or request that a token was made for, or -1 if it is of
	 * an earlier check.
	 */
	int index(String token) {
		return token.startsWith(this.check) ? Integer.parseInt(token.substring(token.lastIndexOf('-') + 1)) : -1;
	}

	/**
	 * Say whose token it is.
	 * @param token a token
	 * @param one what there is one of for each token: {@code context} or {@code request}
	 */
	String describe(String token, String one) {
		if (!token.startsWith(this.check)) {
			return "what an earlier check has written";
		}
		String[] numbers = token.substring(this.check.length()).split("-");
		return "what " + one + " " + Integer.parseInt(numbers[1]) + " has written in round "
				+ (Integer.parseInt(numbers[0]) + 1);
	}

}
