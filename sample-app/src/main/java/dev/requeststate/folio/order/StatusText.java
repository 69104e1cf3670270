package dev.requeststate.folio.order;

import java.util.Locale;

import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.Texts;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says in the language of this request's reader how far an order has come.
 */
@Component
final class StatusText {

	private final Texts texts;

	StatusText(Texts texts) {
		this.texts = texts;
	}

	/**
	 * The text.
	 * @param confirmation what was sent to confirm the order, or null if nothing was
	 */
	String of(@Nullable Confirmation confirmation) {
		if (confirmation == null) {
			return this.texts.get("order.received.text");
		}
		Locale reader = Language.current().locale();
		return this.texts.get("order.confirmed.text", confirmation.requestId(),
				confirmation.locale().getDisplayLanguage(reader));
	}

}
