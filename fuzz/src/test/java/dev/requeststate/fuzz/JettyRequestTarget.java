package dev.requeststate.fuzz;

import java.io.IOException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * What requests say, on Jetty.
 */
public final class JettyRequestTarget {

	private static final RequestChecks checks = new RequestChecks(JettyServer::start, Snapshot::of);

	private JettyRequestTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
		checks.verify(data.consumeRemainingAsString());
	}

}
