package dev.requeststate.folio.playground;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Pages that show request state and nothing else.
 */
@Controller
class PlaygroundController {

	private static final int MOST_SECTIONS = 16;

	private final Pages pages;

	private final Counter counter;

	private final Head head;

	private final Texts texts;

	PlaygroundController(Pages pages, Counter counter, Head head, Texts texts) {
		this.pages = pages;
		this.counter = counter;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping("/playground/counter")
	View counter(@RequestParam(defaultValue = "4") int sections) {
		int count = Math.max(1, Math.min(sections, MOST_SECTIONS));
		List<Section> parts = IntStream.rangeClosed(1, count)
			.mapToObj((number) -> new Section("counter-step", () -> step(number)))
			.toList();
		return this.pages.render(Page.of(parts).openedBy(new Section("counter", () -> result(count))));
	}

	private Map<String, ?> step(int number) {
		return Map.of("number", number, "value", this.counter.increment(), "thread", Thread.currentThread().getName());
	}

	private Map<String, ?> result(int sections) {
		this.head.title(this.texts.get("counter.title"));
		this.head.canonical("/playground/counter");
		return Map.of("sections", sections, "value", this.counter.value(), "contextId", RequestContext.current().id(),
				"most", MOST_SECTIONS);
	}

	@GetMapping("/playground/request-info")
	View requestInfo() {
		return this.pages.render(Page.of(new Section("request-info", this::info)));
	}

	private Map<String, ?> info() {
		this.head.title(this.texts.get("info.title"));
		this.head.canonical("/playground/request-info");
		RequestInfo request = RequestInfo.current();
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("method", request.method());
		facts.put("path", request.path());
		facts.put("query", (request.query() != null) ? request.query() : "");
		facts.put("locale", request.locale().toLanguageTag());
		facts.put("locales", String.join(", ", request.locales().stream().map(Locale::toLanguageTag).toList()));
		facts.put("remote-address", request.remoteAddress());
		facts.put("id", request.id());
		facts.put("csp-nonce", request.cspNonce());
		return Map.of("facts", facts, "headers", request.headers(), "cookies", request.cookies());
	}

}
