package dev.requeststate.folio.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a book stands in the shop.
 */
public enum Shelf {

	NOVELS, FANTASTIC, SCIENCE, MAKING, IDEAS, NATURE, YOUNG;

	/**
	 * The name of the shelf in addresses, in the database and among the messages.
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The shelf of that key, if there is one.
	 */
	public static Optional<Shelf> of(String key) {
		for (Shelf shelf : values()) {
			if (shelf.key().equals(key)) {
				return Optional.of(shelf);
			}
		}
		return Optional.empty();
	}

}
