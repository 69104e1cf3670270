package dev.requeststate.folio.cart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.stereotype.Component;

/**
 * This request's cart: which books, and how many of each. Read from the cookie when it is
 * first asked for. Safe for use by the threads of one request.
 */
@RequestState
@Component
public class Cart {

	/**
	 * How many of one book a cart holds at most.
	 */
	public static final int MOST_OF_ONE = 20;

	private static final int MOST_LINES = 24;

	private final Map<String, Integer> lines;

	Cart() {
		this(CartCookie.read(RequestInfo.current().cookie(CartCookie.NAME)));
	}

	Cart(Map<String, Integer> lines) {
		this.lines = Collections.synchronizedMap(new LinkedHashMap<>());
		lines.forEach(this::set);
	}

	/**
	 * How many books there are in all.
	 */
	public int count() {
		return lines().values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * How many there are of each book, by slug, in the order in which they were added.
	 */
	public Map<String, Integer> lines() {
		synchronized (this.lines) {
			return new LinkedHashMap<>(this.lines);
		}
	}

	/**
	 * Put more of a book into the cart, as far as it will hold them.
	 */
	void add(String slug, int quantity) {
		set(slug, this.lines.getOrDefault(slug, 0) + quantity);
	}

	/**
	 * Have so many of a book in the cart; none for zero or less.
	 */
	void set(String slug, int quantity) {
		if (quantity <= 0) {
			this.lines.remove(slug);
		}
		else if (this.lines.containsKey(slug) || this.lines.size() < MOST_LINES) {
			this.lines.put(slug, Math.min(quantity, MOST_OF_ONE));
		}
	}

}
