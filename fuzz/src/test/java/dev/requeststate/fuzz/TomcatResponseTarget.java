package dev.requeststate.fuzz;

import java.io.IOException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Headers and cookies of responses, on Tomcat.
 */
public final class TomcatResponseTarget {

	private static final ResponseChecks checks = new ResponseChecks(TomcatServer::start, ResponseChecks::ours);

	private TomcatResponseTarget() {
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
		checks.verify(data.consumeRemainingAsString());
	}

}
