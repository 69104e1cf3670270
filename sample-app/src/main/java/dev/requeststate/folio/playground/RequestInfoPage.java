package dev.requeststate.folio.playground;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.stereotype.Component;

/**
 * What stands on the page that shows what its request says, beside what Folio remembers.
 */
@Component
class RequestInfoPage {

	// Switched on while Folio runs, this calls a helper that was never used before.
	private static final boolean WITH_RATE = false;

	private final RetainedShop shop;

	private final Head head;

	private final Texts texts;

	RequestInfoPage(RetainedShop shop, Head head, Texts texts) {
		this.shop = shop;
		this.head = head;
		this.texts = texts;
	}

	/**
	 * What the section shows.
	 * @param visits how many visits there were
	 * @param result what came of a server action; empty if none was run
	 */
	Map<String, ?> model(long visits, String result) {
		this.head.title(this.texts.get("info.title"));
		this.head.canonical("/playground/request-info");
		RequestInfo request = RequestInfo.current();
		Map<String, Object> model = new LinkedHashMap<>();
		model.put("visits", visits);
		model.put("result", result);
		model.put("kept", kept(visits));
		model.put("facts", facts(request));
		model.put("headers", request.headers());
		model.put("cookies", request.cookies());
		return model;
	}

	private Map<String, Object> kept(long visits) {
		Map<String, Object> kept = new LinkedHashMap<>();
		kept.put("shop-session", this.shop.session());
		kept.put("open-since", this.shop.opening().since());
		kept.put("generation", this.shop.starts());
		kept.put("restart-loaders", this.shop.restartLoaders());
		if (WITH_RATE) {
			kept.put("late-helper", VisitRate.of(visits, this.shop.starts()));
		}
		return kept;
	}

	private static Map<String, Object> facts(RequestInfo request) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("method", request.method());
		facts.put("path", request.path());
		facts.put("query", (request.query() != null) ? request.query() : "");
		facts.put("locale", request.locale().toLanguageTag());
		facts.put("locales", String.join(", ", request.locales().stream().map(Locale::toLanguageTag).toList()));
		facts.put("remote-address", request.remoteAddress());
		facts.put("id", request.id());
		facts.put("context-id", RequestContext.current().id());
		facts.put("csp-nonce", request.cspNonce());
		return facts;
	}

}
