package dev.requeststate.servlet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * The parameters of a query.
 */
public final class QueryTarget {

	private static final QueryChecks checks = new QueryChecks(QueryParameters::of);

	private QueryTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
