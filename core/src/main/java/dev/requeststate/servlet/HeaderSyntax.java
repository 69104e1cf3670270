package dev.requeststate.servlet;

import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Refuses what would end one header and begin another.
 */
final class HeaderSyntax {

	private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

	private static final String NOT_IN_COOKIES = "\",;\\";

	private HeaderSyntax() {
	}

	/**
	 * A field name: a token of RFC 9110, section 5.6.2.
	 */
	static String name(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		if (name.isEmpty()) {
			throw new IllegalArgumentException("'name' must not be empty");
		}
		check(name, HeaderSyntax::isToken, () -> "the header name '" + printable(name) + "'");
		return name;
	}

	/**
	 * A field value: RFC 9110, section 5.5.
	 */
	static String value(String name, String value) {
		Objects.requireNonNull(value, "'value' must not be null");
		check(value, HeaderSyntax::isFieldText, () -> "the value of header '" + printable(name) + "'");
		return value;
	}

	/**
	 * A cookie's value: RFC 6265, section 4.1.1; a pair of quotes around it is allowed.
	 */
	static void cookieValue(String name, String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		check(quoted ? value.substring(1, value.length() - 1) : value, HeaderSyntax::isCookieOctet,
				() -> "the value of cookie '" + printable(name) + "'");
	}

	/**
	 * An attribute of a cookie, such as its path: any character but controls and a
	 * semicolon.
	 */
	static void cookieAttribute(String name, String attribute, String value) {
		check(value, (character) -> character >= ' ' && character < 0x7F && character != ';',
				() -> "the attribute " + printable(attribute) + " of cookie '" + printable(name) + "'");
	}

	private static boolean isToken(int character) {
		return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z')
				|| (character >= 'A' && character <= 'Z') || TOKEN_MARKS.indexOf(character) >= 0;
	}

	private static boolean isFieldText(int character) {
		return character == '\t' || (character >= ' ' && character <= 0xFF && character != 0x7F);
	}

	private static boolean isCookieOctet(int character) {
		return character > ' ' && character < 0x7F && NOT_IN_COOKIES.indexOf(character) < 0;
	}

	// What it is called is put together for an error alone: a page sets many headers.
	private static void check(String text, IntPredicate allowed, Supplier<String> what) {
		for (int i = 0; i < text.length(); i++) {
			if (!allowed.test(text.charAt(i))) {
				throw new IllegalArgumentException(String.format("Illegal character 0x%02X at index %d in %s",
						(int) text.charAt(i), i, what.get()));
			}
		}
	}

	// What ends a line in a log or in its viewer is no part of a message.
	private static boolean isPrinted(int character) {
		return !Character.isISOControl(character) && Character.getType(character) != Character.LINE_SEPARATOR
				&& Character.getType(character) != Character.PARAGRAPH_SEPARATOR;
	}

	private static String printable(String text) {
		return text.codePoints()
			.map((character) -> isPrinted(character) ? character : '?')
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
