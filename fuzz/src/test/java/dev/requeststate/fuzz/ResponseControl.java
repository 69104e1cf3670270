package dev.requeststate.fuzz;

import java.io.IOException;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Headers set on the response itself, by somebody who leaves their checks to the
 * container.
 */
public final class ResponseControl {

	private static final ResponseChecks checks = new ResponseChecks(TomcatServer::start, ResponseControl::unchecked);

	private ResponseControl() {
	}

	private static HeaderSink unchecked(HttpServletResponse response) {
		return new HeaderSink() {

			@Override
			public void set(String name, String value) {
				response.setHeader(name, value);
			}

			@Override
			public void add(String name, String value) {
				response.addHeader(name, value);
			}

			@Override
			public void addCookie(Cookie cookie) {
				response.addCookie(cookie);
			}

		};
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
		checks.verify(data.consumeRemainingAsString());
	}

}
