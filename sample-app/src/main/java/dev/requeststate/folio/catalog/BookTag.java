package dev.requeststate.folio.catalog;

import dev.requeststate.call.CallScope;

/**
 * The tag of everything cached that shows something of a book.
 *
 * @param text the tag itself: {@code book:} and the slug
 */
record BookTag(String text) {

	static BookTag of(String slug) {
		return new BookTag("book:" + slug);
	}

	/**
	 * Put this tag on the cached call that is being computed. There is none where nothing
	 * caches: in a test of the catalog alone.
	 */
	void putOnCurrentCall() {
		CallScope call = CallScope.currentOrNull();
		if (call != null) {
			call.tag(this.text);
		}
	}

}
