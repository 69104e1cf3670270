package dev.requeststate.spring.client;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Which responses are shared by the calls of one request.
 */
public final class FetchTarget {

	private static final FetchChecks checks = new FetchChecks(CachingHeaders::allowKeeping);

	private FetchTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
