package dev.requeststate.folio.isolation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.catalog.Book;
import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.error.ErrorNote;
import dev.requeststate.folio.error.ErrorNotes;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Router;
import dev.requeststate.folio.page.ScriptJson;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.playground.Counter;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.stereotype.Component;

/**
 * What stands on the isolation page, and on the error page of a request for it. All of it
 * comes out of request state, wherever the section that shows it happens to run.
 */
@Component
class IsolationPage implements ErrorNotes {

	private final Catalog catalog;

	private final Counter counter;

	private final Router router;

	private final Head head;

	private final TokenEcho echo;

	private final CachedEcho cachedEcho;

	private final Trail trail;

	private final PlaceText places;

	IsolationPage(Catalog catalog, Counter counter, Router router, Head head, TokenEcho echo, CachedEcho cachedEcho,
			Trail trail, PlaceText places) {
		this.catalog = catalog;
		this.counter = counter;
		this.router = router;
		this.head = head;
		this.echo = echo;
		this.cachedEcho = cachedEcho;
		this.trail = trail;
		this.places = places;
	}

	/**
	 * The page that was asked for.
	 * @param request what was asked for
	 * @param head the head that its sections add to
	 * @param failing whether its last section is to throw
	 */
	Page page(IsolationRequest request, Head head, boolean failing) {
		List<Section> sections = IntStream.rangeClosed(1, request.sections())
			.mapToObj((number) -> new Section("isolation-section",
					() -> section(number, request.delay(), head, failing && number == request.sections())))
			.toList();
		return Page.of(sections).openedBy(new Section("isolation", () -> summary(request, false)));
	}

	@Override
	public Optional<ErrorNote> note() {
		return Optional.ofNullable(IsolationRequest.CURRENT.getIfPresent())
			.map((request) -> new ErrorNote(this.echo.token(), new Section("isolation", () -> {
				this.echo.into(this.head);
				return summary(request, true);
			})));
	}

	private Map<String, ?> section(int number, int delay, Head head, boolean failing) {
		int early = ThreadLocalRandom.current().nextInt(delay + 1);
		int late = ThreadLocalRandom.current().nextInt(delay - early + 1);
		pause(early);
		this.echo.into(head);
		head.title(this.echo.token());
		pause(late);
		int value = this.counter.increment();
		this.trail.note("section " + number);
		Book book = this.catalog.book(this.catalog.picks(1).get(0).slug()).orElseThrow();
		if (failing) {
			throw new DeliberateFailure(number);
		}
		pause(delay - early - late);
		return Map.of("number", number, "value", value, "title", book.title(), "token", this.echo.token(), "cached",
				cached(number), "contextId", RequestContext.current().id(), "sessionId", this.catalog.sessionId());
	}

	private List<String> cached(int number) {
		return List.of(this.cachedEcho.careless(number), this.cachedEcho.carelessTogether(number),
				this.cachedEcho.keyed());
	}

	private Map<String, ?> summary(IsolationRequest request, boolean failed) {
		RequestInfo info = RequestInfo.current();
		int count = this.counter.value();
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("router-pathname", this.router.pathname());
		fields.put("router-params", params());
		fields.put("router-query", this.router.query());
		fields.put("header-token", String.valueOf(info.header("X-Request-Token")));
		fields.put("cookie-token", String.valueOf(info.cookie("token")));
		fields.put("locale", info.locale().toLanguageTag());
		fields.put("counter", String.valueOf(count));
		fields.put("context-id", RequestContext.current().id());
		fields.put("session-id", this.catalog.sessionId());
		fields.put("sections", String.valueOf(request.sections()));
		List<Trail.Step> steps = this.trail.steps();
		Map<String, Object> state = new LinkedHashMap<>(fields);
		state.put("counter", count);
		state.put("sections", request.sections());
		state.put("trail", steps);
		return Map.of("fields", fields, "steps", steps.stream().map(this::told).toList(), "json", ScriptJson.of(state),
				"nonce", info.cspNonce(), "failed", failed);
	}

	// Only for the reader: who looks for what went wrong reads the English words.
	private Trail.Step told(Trail.Step step) {
		return new Trail.Step(this.places.of(step.place()), step.thread(), step.contextId(), step.sessionId());
	}

	private String params() {
		return this.router.params()
			.entrySet()
			.stream()
			.map((variable) -> variable.getKey() + '=' + variable.getValue())
			.collect(Collectors.joining(", "));
	}

	private static void pause(int milliseconds) {
		try {
			Thread.sleep(milliseconds);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
