package dev.requeststate.docs.testing;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CartPages {

	private final Cart cart;

	CartPages(Cart cart) {
		this.cart = cart;
	}

	@GetMapping("/cart")
	String cart(@RequestParam("owner") String owner) {
		this.cart.setOwner(owner);
		return "Cart of " + this.cart.owner();
	}

}
