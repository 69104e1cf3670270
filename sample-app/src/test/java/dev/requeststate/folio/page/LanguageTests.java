package dev.requeststate.folio.page;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Language}.
 */
class LanguageTests {

	@Test
	void mostWantedLanguageThatIsSpokenIsChosen() {
		assertThat(Language.of(List.of(Locale.FRENCH, Locale.GERMANY, Locale.ENGLISH))).isSameAs(Language.GERMAN);
	}

	@Test
	void englishIsSpokenToWhoeverAsksForNoneOfTheLanguages() {
		assertThat(Language.of(List.of(Locale.FRENCH, Locale.ITALIAN))).isSameAs(Language.ENGLISH);
	}

	@Test
	void moneyIsWrittenAsInTheLanguage() {
		assertThat(Language.ENGLISH.money(123450)).isEqualTo("€1,234.50");
		assertThat(Language.GERMAN.money(123450)).isEqualTo("1.234,50\u00a0€");
	}

}
