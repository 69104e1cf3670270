package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An answer together with its body read as HTML.
 */
final class Page {

	private static final String TEST_ID = "data-testid";

	private final Answer answer;

	private final String html;

	private final Document document;

	private final Map<String, List<String>> fields;

	Page(Answer answer) {
		this.answer = answer;
		this.html = answer.isEventStream() ? EventStream.read(answer.body()).data("page") : answer.body();
		this.document = Jsoup.parse(this.html);
		this.fields = this.document.getElementsByAttribute(TEST_ID)
			.stream()
			.collect(Collectors.groupingBy((element) -> element.attr(TEST_ID),
					Collectors.mapping(Element::text, Collectors.toList())));
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
		return this.fields.getOrDefault(testId, List.of());
	}

	/**
	 * Returns what a reader sees of the page.
	 */
	String visibleText() {
		return this.document.body().text();
	}

}
