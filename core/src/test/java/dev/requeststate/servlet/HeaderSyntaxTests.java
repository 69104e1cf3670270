package dev.requeststate.servlet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What may be a header's name and value, and a cookie's value and attribute.
 */
class HeaderSyntaxTests {

	// Every character that RFC 9110, section 5.6.2, calls a tchar.
	private static final String TOKEN = "!#$%&'*+-.^_`|~" + "0123456789" + "abcdefghijklmnopqrstuvwxyz"
			+ "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	@Test
	void aNameTakesEveryTokenCharacterAndNoOther() {
		for (char character = 0; character < 0x200; character++) {
			String name = "X" + character;
			if (TOKEN.indexOf(character) >= 0) {
				assertThat(HeaderSyntax.name(name)).isEqualTo(name);
			}
			else {
				assertThatIllegalArgumentException().as("character %d", (int) character)
					.isThrownBy(() -> HeaderSyntax.name(name))
					.withMessageContaining("at index 1");
			}
		}
	}

	@Test
	void anEmptyNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderSyntax.name(""))
			.withMessage("'name' must not be empty");
	}

	@Test
	@SuppressWarnings("NullAway") // what a caller without the checker may do
	void nullIsRefusedByName() {
		assertThatNullPointerException().isThrownBy(() -> HeaderSyntax.name(null))
			.withMessage("'name' must not be null");
		assertThatNullPointerException().isThrownBy(() -> HeaderSyntax.value("X", null))
			.withMessage("'value' must not be null");
	}

	@Test
	void aValueTakesVisibleCharactersSpacesTabsAndObsText() {
		for (char character = 0; character < 0x200; character++) {
			String value = "a" + character;
			boolean allowed = character == '\t' || (character >= 0x20 && character < 0x7F)
					|| (character >= 0x80 && character <= 0xFF);
			if (allowed) {
				assertThat(HeaderSyntax.value("X", value)).isEqualTo(value);
			}
			else {
				assertThatIllegalArgumentException().as("character %d", (int) character)
					.isThrownBy(() -> HeaderSyntax.value("X", value));
			}
		}
		assertThat(HeaderSyntax.value("X", "")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: b=c", "a\nb", "a\rb", "a\0b", "a\u007Fb", "a\u20ACb" })
	void theErrorSaysWhichCharacterIsWhereAndDoesNotRepeatTheValue(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderSyntax.value("X-Cart", value))
			.withMessage("Illegal character 0x%02X at index 1 in the value of header 'X-Cart'", (int) value.charAt(1));
	}

	@Test
	void theErrorForACookieCannotForgeALogLine() {
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderSyntax.cookieValue("a\u0085b\u2028c\u2029d", " "))
			.withMessage("Illegal character 0x20 at index 0 in the value of cookie 'a?b?c?d'");
	}

	@Test
	void theErrorForANameCannotForgeALogLine() {
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderSyntax.name("X\r\nINFO all is well"))
			.withMessage("Illegal character 0x0D at index 1 in the header name 'X??INFO all is well'");
	}

	@Test
	void aCookieTakesTheOctetsOfItsGrammar() {
		for (char character = 0; character < 0x200; character++) {
			String value = "a" + character;
			boolean allowed = character > 0x20 && character < 0x7F && "\",;\\".indexOf(character) < 0;
			if (allowed) {
				assertThatCode(() -> HeaderSyntax.cookieValue("c", value)).doesNotThrowAnyException();
			}
			else {
				assertThatIllegalArgumentException().as("character %d", (int) character)
					.isThrownBy(() -> HeaderSyntax.cookieValue("c", value))
					.withMessageContaining("the value of cookie 'c'");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"\"", "\"a\"", "a=b", "%20" })
	void aCookieMayBeEmptyAndQuoted(String value) {
		assertThatCode(() -> HeaderSyntax.cookieValue("c", value)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\"a", "a\"", "\"a\"b\"", "\"a b\"" })
	void aCookieWithQuotesElsewhereIsRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> HeaderSyntax.cookieValue("c", value));
	}

	@Test
	void anAttributeOfACookieTakesNoControlsAndNoSemicolon() {
		assertThatCode(() -> HeaderSyntax.cookieAttribute("c", "Path", "/a b,c")).doesNotThrowAnyException();
		for (String value : new String[] { "/;Domain=evil.test", "/\r\n", "/\0", "/\u007F", "/\u00E9" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> HeaderSyntax.cookieAttribute("c", "Path", value))
				.withMessageContaining("the attribute Path of cookie 'c'");
		}
	}

}
