package dev.requeststate.spring.web;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests to {@code /said} that can be of any size, and what has to be said of them.
 */
enum FullRequest {

	PATH((size) -> get("/said/" + "a".repeat(size)), (size) -> "path=/said/" + "a".repeat(size)),

	SEGMENTS((size) -> get("/said" + "/a".repeat(size)), (size) -> "variables={rest=" + "/a".repeat(size) + "}"),

	QUERY((size) -> get("/said?" + "%61".repeat(size)), (size) -> "query=" + "%61".repeat(size)),

	ESCAPES((size) -> get("/said?q=" + "%61".repeat(size)), (size) -> "parameters={q=[" + "a".repeat(size) + "]}"),

	MALFORMED_ESCAPES((size) -> get("/said?q=" + "%".repeat(size)),
			(size) -> "parameters={q=[" + "%".repeat(size) + "]}"),

	PARAMETERS((size) -> get("/said?" + join(size, "&", (i) -> "p" + i + "=" + i)),
			(size) -> "parameters={" + join(size, ", ", (i) -> "p" + i + "=[" + i + "]") + "}"),

	VALUES((size) -> get("/said?" + join(size, "&", (i) -> "p=" + i)),
			(size) -> "parameters={p=[" + join(size, ", ", Integer::toString) + "]}"),

	HEADER((size) -> get("/said", "X-Long: " + "a".repeat(size)),
			(size) -> "headers={x-long=[" + "a".repeat(size) + "]}"),

	HEADERS((size) -> get("/said", join(size, "\r\n", (i) -> "X-%05d: %d".formatted(i, i))),
			(size) -> "headers={" + join(size, ", ", (i) -> "x-%05d=[%d]".formatted(i, i)) + "}"),

	HEADER_VALUES((size) -> get("/said", join(size, "\r\n", (i) -> "X-Many: " + i)),
			(size) -> "headers={x-many=[" + join(size, ", ", Integer::toString) + "]}"),

	COOKIE((size) -> get("/said", "Cookie: long=" + "a".repeat(size)),
			(size) -> "cookies={long=" + "a".repeat(size) + "}"),

	COOKIES((size) -> get("/said", "Cookie: " + join(size, "; ", (i) -> "c" + i + "=" + i)),
			(size) -> "cookies={" + join(size, ", ", (i) -> "c" + i + "=" + i) + "}"),

	LOCALES((size) -> get("/said", "Accept-Language: " + join(size, ", ", (i) -> "fr")),
			(size) -> "locales=[" + join(size, ", ", (i) -> "fr") + "]");

	private final IntFunction<String> head;

	private final IntFunction<String> said;

	FullRequest(IntFunction<String> head, IntFunction<String> said) {
		this.head = head;
		this.said = said;
	}

	/**
	 * The request line and the headers.
	 */
	String head(int size) {
		return this.head.apply(size);
	}

	/**
	 * A line of the answer.
	 */
	String said(int size) {
		return this.said.apply(size);
	}

	private static String get(String path, String... headers) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ Stream.of(headers).map((header) -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
	}

	private static String join(int size, String separator, IntFunction<String> each) {
		return IntStream.range(0, size).mapToObj(each).collect(Collectors.joining(separator));
	}

}
