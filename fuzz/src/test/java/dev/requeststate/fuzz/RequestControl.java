package dev.requeststate.fuzz;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.requeststate.servlet.RequestInfo;

/**
 * Requests read by somebody who takes the header with the cookies apart at home.
 */
public final class RequestControl {

	private static final RequestChecks checks = new RequestChecks(TomcatServer::start, RequestControl::withCookies);

	private RequestControl() {
	}

	private static Snapshot withCookies(RequestInfo info) {
		Snapshot right = Snapshot.of(info);
		Map<String, String> cookies = new LinkedHashMap<>();
		String header = info.header("Cookie");
		for (String cookie : (header != null) ? header.split("; ?") : new String[0]) {
			String[] parts = cookie.split("=", 2);
			cookies.put(parts[0].trim(), (parts.length > 1) ? parts[1].trim() : "");
		}
		return new Snapshot(right.line(), right.headers(), right.first(), cookies, right.locales(), right.address());
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
		checks.verify(data.consumeRemainingAsString());
	}

}
