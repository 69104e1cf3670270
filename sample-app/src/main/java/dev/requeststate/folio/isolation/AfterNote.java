package dev.requeststate.folio.isolation;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.page.Router;
import dev.requeststate.folio.playground.Counter;
import dev.requeststate.servlet.RequestInfo;

/**
 * What a task found of its request when the response was over. The names are those of the
 * fields of the page.
 */
record AfterNote(String routerPathname, String token, String routerQuery, String headerToken, String cookieToken,
		String locale, int counter, String contextId, String sessionId) {

	/**
	 * What request state says here and now.
	 */
	static AfterNote take(Router router, Counter counter, Catalog catalog) {
		RequestInfo info = RequestInfo.current();
		return new AfterNote(router.pathname(), router.params().getOrDefault("token", ""), router.query(),
				String.valueOf(info.header("X-Request-Token")), String.valueOf(info.cookie("token")),
				info.locale().toLanguageTag(), counter.value(), RequestContext.current().id(), catalog.sessionId());
	}

}
