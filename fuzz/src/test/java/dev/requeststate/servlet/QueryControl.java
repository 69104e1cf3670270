package dev.requeststate.servlet;

import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * The parameters of a query, by somebody who forgets that a plus may be escaped too, and
 * decodes once more what was decoded.
 */
public final class QueryControl {

	private static final QueryChecks checks = new QueryChecks(QueryControl::decodedTwice);

	private QueryControl() {
	}

	private static Map<String, List<String>> decodedTwice(String query) {
		return QueryParameters.of(query.replace("%2B", "+"));
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
