package dev.requeststate.docs.migrating.before;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

@Service
class Recommendations {

	private final Cart cart;

	Recommendations(Cart cart) {
		this.cart = cart;
	}

	@Cacheable("recommendations")
	String next() {
		return "like " + first();
	}

	@Async
	void learn() {
		first();
	}

	private String first() {
		return this.cart.books().get(0);
	}

}
