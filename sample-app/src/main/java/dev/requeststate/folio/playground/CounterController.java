package dev.requeststate.folio.playground;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The page that counts: every section adds one to the counter of its request.
 */
@Controller
@ConditionalOnPlayground
class CounterController {

	private static final int MOST_SECTIONS = 16;

	private final Pages pages;

	private final Counter counter;

	private final Head head;

	private final Texts texts;

	CounterController(Pages pages, Counter counter, Head head, Texts texts) {
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

}
