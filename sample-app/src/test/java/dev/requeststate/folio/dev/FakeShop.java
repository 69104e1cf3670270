package dev.requeststate.folio.dev;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Makes right answers, which tests then spoil.
 */
final class FakeShop implements VisitClient {

	static final String SESSION = "b8f6ff5c-0d4f-4a52-8d5a-6a1d5f0c7c11";

	private static final String OPENING = "2026-11-21T08:00:00Z";

	private final AtomicLong visits = new AtomicLong();

	private final AtomicInteger contexts = new AtomicInteger();

	private int generation = 1;

	FakeShop restart() {
		this.generation++;
		return this;
	}

	@Override
	public VisitPage send(Visit visit) {
		return page(visit, Map.of());
	}

	/**
	 * A right answer but for some fields.
	 * @param spoiled the fields that differ, with what they show
	 */
	VisitPage page(Visit visit, Map<String, String> spoiled) {
		return new VisitPage(200, headers(visit), html(visit, spoiled));
	}

	Map<String, List<String>> headers(Visit visit) {
		return visit.action() ? Map.of("x-server-action-success", List.of("true")) : Map.of();
	}

	String html(Visit visit, Map<String, String> spoiled) {
		String context = "%016x".formatted(this.contexts.incrementAndGet());
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("visits", String.valueOf(visit.action() ? this.visits.get() : this.visits.incrementAndGet()));
		fields.put("shop-session", SESSION);
		fields.put("open-since", OPENING);
		fields.put("generation", String.valueOf(this.generation));
		fields.put("restart-loaders", String.valueOf(this.generation));
		fields.put("method", visit.method());
		fields.put("path", visit.path());
		fields.put("query", visit.query());
		fields.put("id", context);
		fields.put("context-id", context);
		fields.put("late-component", "Context " + context);
		if (visit.action()) {
			fields.put("action-result", "The action has seen request " + context);
		}
		fields.putAll(spoiled);
		return "<html><body>"
				+ fields.entrySet()
					.stream()
					.map((field) -> "<code data-testid=\"" + field.getKey() + "\">" + field.getValue() + "</code>")
					.collect(Collectors.joining())
				+ "<dl><div><dt>x-request-token</dt><dd>" + visit.token() + "</dd></div><div><dt>token</dt><dd>"
				+ visit.token() + "</dd></div></dl></body></html>\n";
	}

}
