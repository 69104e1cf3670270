package dev.requeststate.spring.tag;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Tags, in the process and as keys of Redis.
 */
public final class TagTarget {

	private static final TagChecks checks = new TagChecks(TagChecks::scriptKeys);

	private TagTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
