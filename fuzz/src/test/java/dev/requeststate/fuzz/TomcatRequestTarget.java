package dev.requeststate.fuzz;

import java.io.IOException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * What requests say, on Tomcat.
 */
public final class TomcatRequestTarget {

	private static final RequestChecks checks = new RequestChecks(TomcatServer::start, Snapshot::of);

	private TomcatRequestTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
		checks.verify(data.consumeRemainingAsString());
	}

}
