package dev.requeststate.folio.page;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The application's own texts in the language of this request's reader.
 */
@Component
public final class Texts {

	private final MessageSource messages;

	Texts(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * A text.
	 * @param key its key among the messages
	 * @param arguments what is put into its gaps
	 * @throws org.springframework.context.NoSuchMessageException if there is none
	 */
	public String get(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Language.current().locale());
	}

}
