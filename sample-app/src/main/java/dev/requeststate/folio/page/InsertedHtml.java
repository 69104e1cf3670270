package dev.requeststate.folio.page;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

/**
 * Fragments that components deep in the page ask to have placed at the end of the body,
 * each once per request however many components ask for it.
 */
@RequestState
@Component
public class InsertedHtml {

	private final Map<String, String> fragments = new ConcurrentSkipListMap<>();

	/**
	 * Ask for a fragment. The first one wins where several ask under one key.
	 * @param key what makes the fragment the same
	 * @param markup the fragment; the application's own markup, written as it is, so
	 * never made of anything that came with a request or out of the database
	 */
	public void once(String key, String markup) {
		this.fragments.putIfAbsent(key, markup);
	}

	/**
	 * Forget everything: another page is made for this request after all.
	 */
	public void clear() {
		this.fragments.clear();
	}

	/**
	 * Everything asked for so far, in the order of the keys.
	 */
	public String html() {
		return String.join("\n", this.fragments.values());
	}

}
