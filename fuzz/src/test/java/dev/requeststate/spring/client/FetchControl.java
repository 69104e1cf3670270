package dev.requeststate.spring.client;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

import org.springframework.http.HttpHeaders;

/**
 * Responses kept by somebody who takes {@code Cache-Control} for one word.
 */
public final class FetchControl {

	private static final FetchChecks checks = new FetchChecks(
			(headers) -> !"no-store".equals(headers.getCacheControl()) && CachingHeaders.allowKeeping(others(headers)));

	private FetchControl() {
	}

	private static HttpHeaders others(HttpHeaders headers) {
		HttpHeaders others = new HttpHeaders();
		others.addAll(headers);
		others.remove(HttpHeaders.CACHE_CONTROL);
		return others;
	}

	public static void fuzzerTestOneInput(FuzzedDataProvider data) {
		checks.verify(data.consumeRemainingAsString());
	}

}
