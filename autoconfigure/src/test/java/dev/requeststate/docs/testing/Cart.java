package dev.requeststate.docs.testing;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

@RequestState
@Component
class Cart {

	private volatile String owner = "nobody";

	void setOwner(String owner) {
		this.owner = owner;
	}

	String owner() {
		return this.owner;
	}

}
