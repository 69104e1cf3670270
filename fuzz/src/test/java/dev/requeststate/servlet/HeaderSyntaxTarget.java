package dev.requeststate.servlet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Names and values of headers, values and attributes of cookies: allowed is what the RFCs
 * allow, and nothing else.
 */
public final class HeaderSyntaxTarget {

	private static final HeaderChecks checks = HeaderChecks.ours();

	private HeaderSyntaxTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
