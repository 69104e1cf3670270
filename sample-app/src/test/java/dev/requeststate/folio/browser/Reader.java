package dev.requeststate.folio.browser;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * Who reads the pages: what they should find there, and what they should not.
 */
enum Reader {

	ENGLISH(Locale.ENGLISH, "English", "€\\d+\\.\\d{2}"),

	GERMAN(Locale.GERMAN, "Deutsch", "\\d+,\\d{2}\\p{Zs}€");

	// What is shorter may stand in the title of a book.
	private static final int SENTENCE = 12;

	private final Locale locale;

	private final String language;

	private final Pattern money;

	private final ResourceBundle texts;

	Reader(Locale locale, String language, String money) {
		this.locale = locale;
		this.language = language;
		this.money = Pattern.compile(money);
		this.texts = ResourceBundle.getBundle("messages", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

	/**
	 * The language as a browser asks for it and a page names it.
	 */
	String tag() {
		return this.locale.toLanguageTag();
	}

	/**
	 * The name of the language, in the language.
	 */
	String language() {
		return this.language;
	}

	/**
	 * Whether an amount of money is written as in this language.
	 */
	boolean understandsMoney(String amount) {
		return this.money.matcher(amount).matches();
	}

	/**
	 * What Folio says to this reader.
	 * @param key the key of the message; anything else is returned as it is
	 * @param arguments what is to be put into the message
	 */
	String text(String key, Object... arguments) {
		if (!this.texts.containsKey(key)) {
			return key;
		}
		String text = this.texts.getString(key);
		return (arguments.length > 0) ? new MessageFormat(text, this.locale).format(arguments) : text;
	}

	/**
	 * What of a page is said in another reader's language.
	 * @param page all the words of a page
	 */
	List<String> foreignIn(String page) {
		return Arrays.stream(values())
			.filter((other) -> other != this)
			.flatMap((other) -> other.sentences().stream())
			.filter((sentence) -> page.contains(sentence) && !says(sentence))
			.toList();
	}

	private boolean says(String sentence) {
		return this.texts.keySet().stream().anyMatch((key) -> this.texts.getString(key).contains(sentence));
	}

	private Collection<String> sentences() {
		return this.texts.keySet()
			.stream()
			.map(this.texts::getString)
			.filter((text) -> text.length() >= SENTENCE && text.indexOf('{') < 0)
			.toList();
	}

}
