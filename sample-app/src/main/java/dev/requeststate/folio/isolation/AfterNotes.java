package dev.requeststate.folio.isolation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.page.Router;
import dev.requeststate.folio.playground.Counter;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the tasks after the last responses have found, by the token that they found.
 */
@Component
final class AfterNotes {

	private static final int MOST = 1024;

	private final Map<String, AfterNote> notes = Collections.synchronizedMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, AfterNote> eldest) {
			return size() > MOST;
		}

	});

	private final Router router;

	private final Counter counter;

	private final Catalog catalog;

	AfterNotes(Router router, Counter counter, Catalog catalog) {
		this.router = router;
		this.counter = counter;
		this.catalog = catalog;
	}

	/**
	 * Note what request state says here and now.
	 */
	void take() {
		AfterNote note = AfterNote.take(this.router, this.counter, this.catalog);
		this.notes.put(note.token(), note);
	}

	/**
	 * What the task of that token has found; null if it has not run, or too long ago.
	 */
	@Nullable AfterNote of(String token) {
		return this.notes.get(token);
	}

}
