package dev.requeststate.folio.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.requeststate.folio.dev.Fault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with an answer. One oracle belongs to one process, because it
 * remembers what others were told. Usable by several threads at once.
 */
final class VisitOracle {

	private static final int OK = 200;

	private static final int SERVER_ERROR = 500;

	private static final String END = "</html>";

	private static final Pattern TOKEN = Pattern.compile("rq-[0-9a-f]{16}");

	private static final Pattern STALE = Pattern
		.compile("ClassCastException|StaleStateException|cannot be cast|NoClassDefFoundError|LinkageError");

	private static final List<String> FIELDS = List.of("visits", "shop-session", "open-since", "generation",
			"restart-loaders", "context-id", "id", "method", "path", "query");

	private final Set<Long> visits = ConcurrentHashMap.newKeySet();

	private final Set<String> contexts = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable String> session = new AtomicReference<>();

	private final AtomicReference<@Nullable String> opening = new AtomicReference<>();

	/**
	 * Returns what is wrong with the answer, nothing when all is right.
	 */
	List<Fault> check(Visit visit, VisitPage page) {
		List<Fault> faults = new ArrayList<>();
		tokens(visit, page, faults);
		Matcher stale = STALE.matcher(page.text());
		if (stale.find()) {
			faults.add(new Fault(Kind.STALE, "'" + stale.group() + "' in the answer"));
		}
		if (page.status() != OK) {
			faults.add(new Fault((page.status() == SERVER_ERROR) ? Kind.STALE : Kind.BROKEN,
					"the status is " + page.status()));
		}
		else if (isWhole(page, faults)) {
			request(visit, page, faults);
			retained(visit, page, faults);
		}
		return faults;
	}

	/**
	 * The shop may be opened anew: the old opening cannot be kept.
	 */
	void expectNewOpening() {
		this.opening.set(null);
	}

	private void tokens(Visit visit, VisitPage page, List<Fault> faults) {
		Matcher matcher = TOKEN.matcher(page.text());
		while (matcher.find()) {
			if (!matcher.group().equals(visit.token())) {
				faults.add(new Fault(Kind.FOREIGN, matcher.group() + " in the answer for " + visit.token()));
			}
		}
	}

	private boolean isWhole(VisitPage page, List<Fault> faults) {
		int before = faults.size();
		String body = page.body().strip();
		if (body.indexOf(END) != body.length() - END.length()) {
			faults.add(new Fault(Kind.BROKEN, "the document does not end once, where it should"));
		}
		for (String field : FIELDS) {
			List<String> found = page.fields(field);
			if (found.size() != 1 || found.get(0).isBlank()) {
				faults.add(new Fault(Kind.BROKEN, "'" + field + "' is " + found));
			}
		}
		return faults.size() == before;
	}

	private void request(Visit visit, VisitPage page, List<Fault> faults) {
		expect(page.field("method"), visit.method(), faults);
		expect(page.field("path"), visit.path(), faults);
		expect(page.field("query"), visit.query(), faults);
		expect(String.join(", ", page.beside("X-Request-Token")), visit.token(), faults);
		expect(String.join(", ", page.beside("token")), visit.token(), faults);
		String context = page.field("context-id");
		expect(page.field("id"), context, faults);
		if (!this.contexts.add(context)) {
			faults.add(new Fault(Kind.FOREIGN, "context " + context + " was shown before"));
		}
		for (String component : page.fields("late-component")) {
			if (!component.contains(context)) {
				faults.add(new Fault(Kind.FOREIGN, "the late component is of another request: " + component));
			}
		}
		List<String> success = page.header(VisitPage.SUCCESS);
		String results = String.join(", ", page.fields("action-result"));
		if (visit.action() ? !success.equals(List.of("true")) || !results.contains(context)
				: !success.isEmpty() || !results.isEmpty()) {
			faults.add(new Fault(Kind.BROKEN,
					visit.method() + ", but the success is " + success + " and the result '" + results + "'"));
		}
	}

	private void expect(String found, String expected, List<Fault> faults) {
		if (!found.equals(expected)) {
			faults.add(new Fault(Kind.FOREIGN, "expected '" + expected + "', found '" + found + "'"));
		}
	}

	private void retained(Visit visit, VisitPage page, List<Fault> faults) {
		if (page.generation() < visit.knownGeneration()) {
			faults.add(new Fault(Kind.STALE, "generation " + page.generation() + " answers after generation "
					+ visit.knownGeneration() + " has"));
		}
		if (!visit.action() && !this.visits.add(page.visits())) {
			faults.add(new Fault(Kind.LOST, "visit " + page.visits() + " was counted before"));
		}
		same(page, "shop-session", this.session, faults);
		same(page, "open-since", this.opening, faults);
	}

	private void same(VisitPage page, String field, AtomicReference<@Nullable String> known, List<Fault> faults) {
		String shown = page.field(field);
		known.compareAndSet(null, shown);
		if (!shown.equals(known.get())) {
			faults.add(new Fault(Kind.LOST, field + " " + known + " has become " + shown));
		}
	}

}
