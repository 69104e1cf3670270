package dev.requeststate.folio.page;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What this request's page has in its document head. Any component adds to it while the
 * body renders, on whichever thread that is; the document is written afterwards.
 * <p>
 * Elements have a key: what is added under a key replaces what was there, so that
 * components need not know of each other. The order is by kind and key, whatever order
 * the components ran in. Every value is escaped here and nowhere else.
 */
@RequestState
@Component
public class Head {

	private final Map<Key, Element> elements = new ConcurrentSkipListMap<>();

	/**
	 * Set the page's title.
	 * @param title the title, as text
	 */
	public void title(String title) {
		put(Kind.TITLE, "", (nonce) -> "<title>" + escaped(title) + "</title>");
	}

	/**
	 * Set a {@code meta} element, keyed by its name.
	 */
	public void meta(String name, String content) {
		put(Kind.META, name, (nonce) -> "<meta name=\"%s\" content=\"%s\">".formatted(escaped(name), escaped(content)));
	}

	/**
	 * Set a {@code meta} element of the Open Graph kind, keyed by its property.
	 */
	public void property(String property, String content) {
		put(Kind.META, property,
				(nonce) -> "<meta property=\"%s\" content=\"%s\">".formatted(escaped(property), escaped(content)));
	}

	/**
	 * Set the page's canonical address. A page has one.
	 */
	public void canonical(String href) {
		put(Kind.LINK, "canonical", (nonce) -> "<link rel=\"canonical\" href=\"%s\">".formatted(escaped(href)));
	}

	/**
	 * Add a {@code link}, keyed by its relation and address.
	 */
	public void link(String rel, String href) {
		put(Kind.LINK, rel + ' ' + href,
				(nonce) -> "<link rel=\"%s\" href=\"%s\">".formatted(escaped(rel), escaped(href)));
	}

	/**
	 * Add a script that runs when the document is read, keyed by its address.
	 */
	public void script(String src) {
		put(Kind.SCRIPT, src,
				(nonce) -> "<script src=\"%s\" nonce=\"%s\" defer></script>".formatted(escaped(src), escaped(nonce)));
	}

	/**
	 * Add data for machines, keyed by its type.
	 * @param type the media type, {@code application/ld+json} for instance
	 * @param value anything that Jackson can write
	 */
	public void data(String type, Object value) {
		String json = ScriptJson.of(value);
		put(Kind.SCRIPT, type, (nonce) -> "<script type=\"%s\" nonce=\"%s\">%s</script>".formatted(escaped(type),
				escaped(nonce), json));
	}

	/**
	 * Forget everything: another page is made for this request after all.
	 */
	public void clear() {
		this.elements.clear();
	}

	/**
	 * Everything added so far, as HTML.
	 * @param nonce the nonce that the content security policy of the response names
	 */
	public String html(String nonce) {
		return this.elements.values().stream().map((element) -> element.html(nonce)).collect(Collectors.joining("\n"));
	}

	private void put(Kind kind, String name, Element element) {
		this.elements.put(new Key(kind, name), element);
	}

	private static String escaped(String value) {
		return HtmlUtils.htmlEscape(value, "UTF-8");
	}

	private enum Kind {

		TITLE, META, LINK, SCRIPT

	}

	private record Key(Kind kind, String name) implements Comparable<Key> {

		@Override
		public int compareTo(Key other) {
			int byKind = this.kind.compareTo(other.kind);
			return (byKind != 0) ? byKind : this.name.compareTo(other.name);
		}

	}

	private interface Element {

		String html(String nonce);

	}

}
