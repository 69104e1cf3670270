package dev.requeststate.folio.order;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.cart.Cart;
import dev.requeststate.folio.cart.CartActions;
import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.PageProblem;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Turns this request's cart into an order. As with the cart, nothing here knows of a
 * request or a response.
 */
@Service
class OrderDesk {

	private final Cart cart;

	private final CartActions cartActions;

	private final Orders orders;

	private final PlacedOrder placed;

	private final Confirmations confirmations;

	OrderDesk(Cart cart, CartActions cartActions, Orders orders, PlacedOrder placed, Confirmations confirmations) {
		this.cart = cart;
		this.cartActions = cartActions;
		this.orders = orders;
		this.placed = placed;
		this.confirmations = confirmations;
	}

	/**
	 * Order what is in the cart, empty the cart, and confirm the order after the
	 * response. That it is to be confirmed is stored with the order, so that it is even
	 * if Folio ends before.
	 * @return the name of the order
	 * @throws PageProblem if there is nothing in the cart that can be ordered
	 */
	String order() {
		String id = OrderId.next();
		if (!this.orders.place(new Letter(id, Language.current()), RequestContext.current().id(), this.cart.lines())) {
			throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.empty-cart");
		}
		this.placed.placed(id);
		this.cartActions.empty();
		RequestContext.current().afterResponse(this.confirmations::send);
		return id;
	}

}
