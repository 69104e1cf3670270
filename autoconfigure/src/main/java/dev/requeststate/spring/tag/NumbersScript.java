package dev.requeststate.spring.tag;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisScriptingCommands;
import org.springframework.data.redis.connection.ReturnType;

/**
 * Runs the script that counts in Redis. A server that does not know the script was not
 * asked before in this life of it: then it is found out first what it still knows.
 */
final class NumbersScript {

	// In braces the part that decides on the node of a cluster: a script needs all of its
	// keys on one.
	private static final String PREFIX = "{request-state:tags}:";

	private static final byte[] HEAD = bytes(PREFIX + "evictions");

	private static final byte[] SECONDS = bytes(Long.toString(Duration.ofDays(7).toSeconds()));

	private static final long NOTHING_KNOWN = -1;

	private final byte[] numbers = read("tag-numbers.lua");

	private final String sha = sha1(this.numbers);

	private final byte[] begin = read("begin-numbers.lua");

	/**
	 * Run one operation of the script.
	 * @param redis where to
	 * @param operation its name
	 * @param remembered the tags, with what is remembered for each
	 * @param lastSeen the highest number that was seen here
	 * @return the answer
	 */
	long run(RedisScriptingCommands redis, String operation, Map<String, Long> remembered, long lastSeen) {
		int keys = remembered.size() + 1;
		byte[][] keysAndArguments = keysAndArguments(operation, remembered);
		long answer = runKnown(redis, keys, keysAndArguments);
		if (answer == NOTHING_KNOWN) {
			checked(redis.eval(this.begin, ReturnType.INTEGER, 1, HEAD, bytes(Long.toString(lastSeen))));
			// Not before that: whoever finds the script takes it that this was done.
			answer = checked(redis.eval(this.numbers, ReturnType.INTEGER, keys, keysAndArguments));
		}
		if (answer == NOTHING_KNOWN) {
			throw new IllegalStateException(
					"Redis has lost the numbers of the evictions by tag as soon as they were begun anew");
		}
		return answer;
	}

	private long runKnown(RedisScriptingCommands redis, int keys, byte[][] keysAndArguments) {
		try {
			return checked(redis.evalSha(this.sha, ReturnType.INTEGER, keys, keysAndArguments));
		}
		catch (RuntimeException ex) {
			if (isUnknownScript(ex)) {
				return NOTHING_KNOWN;
			}
			throw ex;
		}
	}

	private static boolean isUnknownScript(RuntimeException ex) {
		String message = NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
		return message != null && message.contains("NOSCRIPT");
	}

	private static byte[][] keysAndArguments(String operation, Map<String, Long> remembered) {
		List<byte[]> list = new ArrayList<>();
		list.add(HEAD);
		remembered.keySet().forEach((tag) -> list.add(bytes(PREFIX + "tag:" + tag)));
		list.add(bytes(operation));
		list.add(SECONDS);
		remembered.values().forEach((number) -> list.add(bytes(number.toString())));
		return list.toArray(byte[][]::new);
	}

	private static long checked(@Nullable Long answer) {
		if (answer == null) {
			throw new IllegalStateException("Redis gave no answer");
		}
		return answer;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] read(String name) {
		try {
			return new ClassPathResource(name, NumbersScript.class).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + name, ex);
		}
	}

	private static String sha1(byte[] script) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(script);
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-1", ex);
		}
	}

}
