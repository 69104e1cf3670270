package dev.requeststate.docs.guide;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;

import org.springframework.stereotype.Component;

@RequestState(cacheKey = true)
@Component
class Customer {

	private final String name;

	Customer() {
		String name = RequestInfo.current().header("X-Customer");
		this.name = (name != null) ? name : "guest";
	}

	public String name() {
		return this.name;
	}

}
