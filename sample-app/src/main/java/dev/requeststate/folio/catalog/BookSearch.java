package dev.requeststate.folio.catalog;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which books are looked for.
 *
 * @param text what title or author contain; empty for any
 * @param shelf where they stand, or null for any shelf
 * @param order in which order they come
 */
public record BookSearch(String text, @Nullable Shelf shelf, Order order) {

	/**
	 * An order of books.
	 */
	public enum Order {

		TITLE("LOWER(title)"), AUTHOR("author_sort, published"), OLDEST("published, title"),
		PRICE("price_cents, title");

		private final String columns;

		Order(String columns) {
			this.columns = columns;
		}

		String columns() {
			return this.columns;
		}

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * The order of that key; by title if there is none.
		 */
		public static Order of(String key) {
			return Arrays.stream(values()).filter((order) -> order.key().equals(key)).findFirst().orElse(TITLE);
		}

	}

	/**
	 * The text as a pattern for {@code LIKE}, with {@code !} as its escape character.
	 */
	String pattern() {
		String literal = this.text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
		return '%' + literal + '%';
	}

}
