package dev.requeststate.folio.browser;

import java.util.Locale;

/**
 * What colours a reader likes best.
 */
enum ColourScheme {

	LIGHT, DARK;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
