package dev.requeststate.folio.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What one customer orders: no two customers order the same. The quantities, one after
 * the other, are the digits of the customer's number.
 *
 * @param number the customer's number
 * @param lines what is ordered, in the order in which it is put into the cart
 * @param language the {@code Accept-Language} of the customer
 */
record Basket(int number, List<OrderLine> lines, String language) {

	/** The numbers are below this. */
	static final int NUMBERS = 160_000;

	private static final int MOST_OF_ONE = 20;

	private static final int LINES = 4;

	private static final List<String> BOOKS = List.of("momo", "dune", "middlemarch", "moby-dick", "jane-eyre",
			"tristram-shandy", "pride-and-prejudice", "catch-22", "solaris", "buddenbrooks");

	/**
	 * Makes up a basket.
	 * @param number the customer's number, below {@link #NUMBERS}
	 * @param random which books, and which language
	 */
	static Basket of(int number, Random random) {
		if (number < 0 || number >= NUMBERS) {
			throw new IllegalArgumentException("There are " + NUMBERS + " baskets, and no number " + number);
		}
		List<String> books = new ArrayList<>(BOOKS);
		Collections.shuffle(books, random);
		List<OrderLine> lines = new ArrayList<>();
		int rest = number;
		for (String book : books.subList(0, LINES)) {
			lines.add(new OrderLine(book, 1 + rest % MOST_OF_ONE));
			rest /= MOST_OF_ONE;
		}
		return new Basket(number, List.copyOf(lines), random.nextBoolean() ? "en" : "de");
	}

	/**
	 * Returns what the cookie of the cart says when the first lines are in it.
	 */
	String cookie(int filled) {
		return this.lines.subList(0, filled)
			.stream()
			.map((line) -> line.slug() + ":" + line.quantity())
			.collect(Collectors.joining("~"));
	}

}
