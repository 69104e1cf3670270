package dev.requeststate.folio.dev;

import java.util.List;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What came back for a visit.
 */
final class VisitPage {

	static final String SUCCESS = "X-Server-Action-Success";

	private static final int BAD_REQUEST = 400;

	private static final int UNAVAILABLE = 503;

	private final int status;

	private final Map<String, List<String>> headers;

	private final String body;

	private final Document document;

	/**
	 * Creates an answer.
	 * @param status the status code
	 * @param headers every header with all its values
	 * @param body the body as text
	 */
	VisitPage(int status, Map<String, List<String>> headers, String body) {
		this.status = status;
		this.headers = headers;
		this.body = body;
		this.document = Jsoup.parse(body);
	}

	int status() {
		return this.status;
	}

	/**
	 * Whether Tomcat has answered in place of Folio, because it is about to stop. A
	 * request that comes on a connection just then is refused with status 503; or 400,
	 * when Tomcat goes on to miss the header {@code Host}, having read none.
	 */
	boolean isTurnedAway() {
		return (this.status == BAD_REQUEST || this.status == UNAVAILABLE) && header("Connection").contains("close")
				&& this.body.contains("<h3>Apache Tomcat/") && !this.body.contains("data-testid");
	}

	String body() {
		return this.body;
	}

	/**
	 * Returns everything that was sent, for looking through it and for a report.
	 */
	String text() {
		return this.status + "\n" + this.headers + "\n" + this.body;
	}

	/**
	 * Returns the values of a header, none when it was not sent.
	 */
	List<String> header(String name) {
		return this.headers.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.flatMap((header) -> header.getValue().stream())
			.toList();
	}

	/**
	 * Returns the text of every element that bears the name as {@code data-testid}.
	 */
	List<String> fields(String testId) {
		return this.document.getElementsByAttributeValue("data-testid", testId).stream().map(Element::text).toList();
	}

	/**
	 * Returns the text of the one element of that name.
	 * @throws IllegalStateException if there is none, or more than one
	 */
	String field(String testId) {
		List<String> fields = fields(testId);
		if (fields.size() != 1) {
			throw new IllegalStateException("Expected one '" + testId + "', found " + fields + " in " + text());
		}
		return fields.get(0);
	}

	/**
	 * Returns what the page shows beside a term of its lists.
	 */
	List<String> beside(String term) {
		return this.document.select("dt")
			.stream()
			.filter((element) -> element.text().equalsIgnoreCase(term))
			.map((element) -> element.nextElementSibling())
			.filter((element) -> element != null)
			.map(Element::text)
			.toList();
	}

	long visits() {
		return Long.parseLong(field("visits"));
	}

	int generation() {
		return Integer.parseInt(field("generation"));
	}

}
