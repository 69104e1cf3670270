package dev.requeststate.folio.cart;

import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.folio.page.SecureConnection;
import dev.requeststate.servlet.ResponseHeaders;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * What a reader can do to the cart. Nothing here knows of a request or a response, and
 * yet the answer carries the new cart: as a cookie, and its size in the header
 * {@code X-Folio-Cart}.
 */
@Service
public class CartActions {

	static final String HEADER = "X-Folio-Cart";

	private final Catalog catalog;

	private final Cart cart;

	CartActions(Catalog catalog, Cart cart) {
		this.catalog = catalog;
		this.cart = cart;
	}

	/**
	 * Put more of a book into the cart.
	 * @throws PageProblem if there is no such book
	 */
	void add(String slug, int quantity) {
		requireBook(slug);
		this.cart.add(slug, quantity);
		save();
	}

	/**
	 * Have so many of a book in the cart; none for zero.
	 * @throws PageProblem if there is no such book
	 */
	void set(String slug, int quantity) {
		requireBook(slug);
		this.cart.set(slug, quantity);
		save();
	}

	/**
	 * Take everything out of the cart.
	 */
	public void empty() {
		this.cart.lines().keySet().forEach((slug) -> this.cart.set(slug, 0));
		save();
	}

	private void requireBook(String slug) {
		if (this.catalog.book(slug).isEmpty()) {
			throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.no-such-book");
		}
	}

	private void save() {
		ResponseHeaders response = ResponseHeaders.current();
		response.addCookie(CartCookie.write(this.cart.lines(), SecureConnection.isCurrent()));
		response.set(HEADER, Integer.toString(this.cart.count()));
	}

}
