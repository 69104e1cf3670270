package dev.requeststate.spring.tag;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.requeststate.call.CallScope;
import dev.requeststate.fuzz.Finding;
import dev.requeststate.fuzz.Messages;

import org.springframework.data.redis.connection.RedisScriptingCommands;

/**
 * What is promised of tags: each is text and nothing more, and evicts what carries that
 * very text; what is no tag is refused by a message that does not repeat it.
 */
final class TagChecks {

	private static final int MAX_LENGTH = 512;

	private static final Pattern REFUSAL = Pattern
		.compile("'tag' must (not be blank|have at most 512 characters, and this one has \\d+)");

	private final Function<Set<String>, List<byte[]>> keys;

	TagChecks(Function<Set<String>, List<byte[]>> keys) {
		this.keys = keys;
	}

	/**
	 * Check one case.
	 * @param text tags, one in each line
	 */
	void verify(String text) {
		CallScope call = CallScope.open("fuzz");
		for (String tag : text.split("\n", -1)) {
			tag(call, tag);
		}
		Set<String> tags = call.tags();
		if (!tags.isEmpty()) {
			verifyEvictions(tags);
			verifyKeys(tags);
		}
	}

	private static void tag(CallScope call, String tag) {
		boolean valid = !tag.isBlank() && tag.length() <= MAX_LENGTH;
		try {
			call.tag(tag);
			Finding.unless(valid, "A tag is not blank, and has 512 characters at most", tag);
			Finding.unless(call.tags().contains(tag), "A tag is the text that was given", tag);
		}
		catch (IllegalArgumentException ex) {
			Finding.unless(!valid, "A tag is any text", tag, ex.getMessage());
			Messages.isOf(REFUSAL, String.valueOf(ex.getMessage()));
		}
	}

	private static void verifyEvictions(Set<String> tags) {
		InProcessTagNumbers numbers = new InProcessTagNumbers();
		for (String evicted : tags) {
			long before = numbers.last();
			CacheTags.numberedBy(numbers).evict(evicted);
			for (String tag : tags) {
				Finding.unless(numbers.isCurrent(Map.of(tag, before)) != tag.equals(evicted),
						"An eviction is of what carries that very tag", evicted, tag);
			}
		}
	}

	private void verifyKeys(Set<String> tags) {
		List<byte[]> keys = this.keys.apply(tags);
		Finding.unless(keys.size() == tags.size() + 1, "There is a key for each tag, and one for all", tags, keys);
		Set<String> expected = Set.copyOf(tags.stream().map(TagChecks::sent).toList());
		Finding.unless(Set.copyOf(keys.stream().map(Arrays::toString).toList()).size() == expected.size() + 1,
				"Other tags have other keys", tags);
		for (byte[] key : keys) {
			Finding.unless(new String(key, StandardCharsets.UTF_8).startsWith("{request-state:tags}:"),
					"All keys are on one node", tags);
		}
	}

	// Half a character is none, and is sent as a question mark.
	private static String sent(String tag) {
		return new String(tag.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	/**
	 * The keys that a script is given.
	 */
	static List<byte[]> scriptKeys(Set<String> tags) {
		List<byte[]> keys = new ArrayList<>();
		RedisScriptingCommands redis = (RedisScriptingCommands) Proxy.newProxyInstance(TagChecks.class.getClassLoader(),
				new Class<?>[] { RedisScriptingCommands.class }, (proxy, method, arguments) -> {
					int count = (int) arguments[2];
					byte[][] all = (byte[][]) arguments[3];
					keys.addAll(List.of(all).subList(0, count));
					return 1L;
				});
		Map<String, Long> remembered = new LinkedHashMap<>();
		tags.forEach((tag) -> remembered.put(tag, 0L));
		new NumbersScript().run(redis, "evict", remembered, 0);
		return keys;
	}

}
