package dev.requeststate.servlet;

import java.util.function.Consumer;
import java.util.regex.Pattern;

import dev.requeststate.fuzz.Finding;
import dev.requeststate.fuzz.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What is promised of the checks of headers and cookies. The grammars of RFC 9110 and RFC
 * 6265 are written down here once more, as regular expressions.
 */
record HeaderChecks(Consumer<String> name, Consumer<String> value, Consumer<String> cookieValue,
		Consumer<String> cookieAttribute) {

	private static final Pattern NAME = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");

	private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");

	private static final String OCTETS = "[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]*";

	private static final Pattern COOKIE_VALUE = Pattern.compile(OCTETS + "|\"" + OCTETS + "\"");

	private static final Pattern COOKIE_ATTRIBUTE = Pattern.compile("[\\x20-\\x3A\\x3C-\\x7E]*");

	private static final Pattern REFUSAL = Pattern.compile("Illegal character 0x[0-9A-F]+ at index \\d+ in the "
			+ "(value of header 'X-Fuzz'|value of cookie 'fuzz'|attribute Path of cookie 'fuzz')");

	static HeaderChecks ours() {
		return new HeaderChecks(HeaderSyntax::name, (value) -> HeaderSyntax.value("X-Fuzz", value),
				(value) -> HeaderSyntax.cookieValue("fuzz", value),
				(value) -> HeaderSyntax.cookieAttribute("fuzz", "Path", value));
	}

	/**
	 * Check one case.
	 * @param text the text, after a letter that says what to take it for
	 */
	void verify(String text) {
		if (!text.isEmpty()) {
			String subject = text.substring(1);
			switch (text.charAt(0)) {
				case 'n' -> verifyName(subject);
				case 'c' -> verify(this.cookieValue, COOKIE_VALUE, subject);
				case 'a' -> verify(this.cookieAttribute, COOKIE_ATTRIBUTE, subject);
				default -> verify(this.value, VALUE, subject);
			}
		}
	}

	private void verifyName(String name) {
		String refusal = refusal(this.name, name);
		Finding.unless((refusal == null) == NAME.matcher(name).matches(), "A name is a token", name, refusal);
		if (refusal != null) {
			Messages.isOneLine(refusal);
		}
	}

	private static void verify(Consumer<String> check, Pattern grammar, String text) {
		String refusal = refusal(check, text);
		Finding.unless((refusal == null) == grammar.matcher(text).matches(), "What is allowed is of the grammar",
				grammar, text, refusal);
		if (refusal != null) {
			Messages.isOf(REFUSAL, refusal);
		}
	}

	// Any other exception is a finding.
	private static @Nullable String refusal(Consumer<String> check, String text) {
		try {
			check.accept(text);
			return null;
		}
		catch (IllegalArgumentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
