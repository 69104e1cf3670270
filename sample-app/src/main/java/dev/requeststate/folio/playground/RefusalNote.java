package dev.requeststate.folio.playground;

import java.util.List;

import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.call.RequestRead;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.cache.RefusalObserver;

import org.springframework.stereotype.Component;

/**
 * Takes down, for the page, what the guard of cached calls says of the careless one.
 */
@Component
class RefusalNote implements RefusalObserver {

	private static final RequestLocal<String> MESSAGE = RequestLocal.named("playground-refusal");

	@Override
	public void onRefused(String method, String cache, List<RequestRead> reads) {
		if (cache.equals(CachedGreetings.CARELESS) && RequestContext.currentOrNull() != null) {
			MESSAGE.set(RequestBoundResultException.message(method, reads));
		}
	}

	/**
	 * What the guard has said in this request; empty if it has not refused the call.
	 */
	String message() {
		String message = MESSAGE.getIfPresent();
		return (message != null) ? message : "";
	}

}
