package dev.requeststate.folio.playground;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The page that shows what becomes of a cached call that reads request state, and that
 * the sections of one request compute an answer once.
 */
@Controller
@ConditionalOnPlayground
class CacheController {

	private static final int SECTIONS = 4;

	private final Pages pages;

	private final CachedGreetings greetings;

	private final CarelessCall careless;

	private final Visitor visitor;

	private final Counter counter;

	private final Head head;

	private final Texts texts;

	CacheController(Pages pages, CachedGreetings greetings, CarelessCall careless, Visitor visitor, Counter counter,
			Head head, Texts texts) {
		this.pages = pages;
		this.greetings = greetings;
		this.careless = careless;
		this.visitor = visitor;
		this.counter = counter;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping("/playground/cache")
	View cache() {
		List<Section> sections = IntStream.rangeClosed(1, SECTIONS)
			.mapToObj((number) -> new Section("cache-section", () -> section(number)))
			.toList();
		return this.pages.render(Page.of(sections).openedBy(new Section("cache", this::outcome)));
	}

	private Map<String, ?> section(int number) {
		return Map.of("number", number, "answer", this.greetings.answer(), "thread", Thread.currentThread().getName());
	}

	private Map<String, ?> outcome() {
		this.head.title(this.texts.get("cache.title"));
		this.head.canonical("/playground/cache");
		CarelessCall.Result result = this.careless.make();
		Map<String, Object> model = new LinkedHashMap<>();
		model.put("user", this.visitor.name());
		model.put("greeting", result.greeting());
		model.put("outcome", result.outcome().key());
		model.put("message", result.message());
		model.put("keyed", this.greetings.keyed());
		model.put("asked", SECTIONS);
		model.put("computed", this.counter.value());
		return model;
	}

}
