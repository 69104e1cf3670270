package dev.requeststate.folio.page;

import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

import dev.requeststate.context.RequestLocal;
import dev.requeststate.servlet.RequestInfo;

/**
 * The languages that Folio speaks.
 */
public enum Language {

	/**
	 * English, also spoken to whoever asks for none of the others.
	 */
	ENGLISH(Locale.ENGLISH),

	/**
	 * German.
	 */
	GERMAN(Locale.GERMAN);

	private static final RequestLocal<Language> CURRENT = RequestLocal.withInitial("language",
			() -> of(RequestInfo.current().locales()));

	private final Locale locale;

	Language(Locale locale) {
		this.locale = locale;
	}

	/**
	 * The language of this request's reader: of those that the request accepts, the most
	 * wanted one that Folio speaks.
	 * @throws IllegalStateException in a context that is no HTTP request's and has not
	 * been told
	 */
	public static Language current() {
		return CURRENT.get();
	}

	/**
	 * Have this language spoken in the current context, whatever its request accepts. For
	 * work that is no request, and knows its reader's language otherwise.
	 */
	public void makeCurrent() {
		CURRENT.set(this);
	}

	/**
	 * The language of that locale; English if Folio does not speak it.
	 */
	public static Language of(Locale locale) {
		return of(List.of(locale));
	}

	static Language of(List<Locale> wanted) {
		for (Locale locale : wanted) {
			for (Language language : values()) {
				if (language.locale.getLanguage().equals(locale.getLanguage())) {
					return language;
				}
			}
		}
		return ENGLISH;
	}

	public Locale locale() {
		return this.locale;
	}

	/**
	 * An amount of money as it is written in this language.
	 * @param cents the amount, in euro cents
	 */
	public String money(int cents) {
		NumberFormat format = NumberFormat.getCurrencyInstance((this == GERMAN) ? Locale.GERMANY : Locale.UK);
		format.setCurrency(Currency.getInstance("EUR"));
		return format.format(cents / 100.0);
	}

}
