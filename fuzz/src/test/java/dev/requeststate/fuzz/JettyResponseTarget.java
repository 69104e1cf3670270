package dev.requeststate.fuzz;

import java.io.IOException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Headers and cookies of responses, on Jetty.
 */
public final class JettyResponseTarget {

	private static final ResponseChecks checks = new ResponseChecks(JettyServer::start, ResponseChecks::ours);

	private JettyResponseTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
		checks.verify(data.consumeRemainingAsString());
	}

}
