package dev.requeststate.spring.tag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Keys by somebody who writes tags one behind the other, with commas in between.
 */
public final class TagControl {

	private static final TagChecks checks = new TagChecks(TagControl::joinedKeys);

	private TagControl() {
	}

	private static List<byte[]> joinedKeys(Set<String> tags) {
		List<byte[]> keys = new ArrayList<>();
		keys.add("{request-state:tags}:".getBytes(StandardCharsets.UTF_8));
		for (String tag : String.join(",", tags).split(",", -1)) {
			keys.add(("{request-state:tags}:tag:" + tag).getBytes(StandardCharsets.UTF_8));
		}
		return keys;
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
