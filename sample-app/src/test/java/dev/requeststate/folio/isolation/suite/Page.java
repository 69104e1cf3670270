package dev.requeststate.folio.isolation.suite;

import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An answer together with its body read as HTML.
 */
final class Page {

	private final Answer answer;

	private final String html;

	private final Document document;

	Page(Answer answer) {
		this.answer = answer;
		this.html = answer.isEventStream() ? EventStream.read(answer.body()).data("page") : answer.body();
		this.document = Jsoup.parse(this.html);
	}

	Answer answer() {
		return this.answer;
	}

	/**
	 * Returns the document as it was sent: the body, or what the event {@code page} says.
	 */
	String html() {
		return this.html;
	}

	/**
	 * Returns the elements of the document's own head that match.
	 */
	List<Element> inHead(String selector) {
		return this.document.head().select(selector);
	}

	List<Element> select(String selector) {
		return this.document.select(selector);
	}

	/**
	 * Returns the text of every element that bears the name as {@code data-testid}, blank
	 * for those that are empty.
	 */
	List<String> field(String testId) {
		return this.document.getElementsByAttributeValue("data-testid", testId).stream().map(Element::text).toList();
	}

	/**
	 * Returns what a reader sees of the page.
	 */
	String visibleText() {
		return this.document.body().text();
	}

}
