package com.example.greeting;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

@RequestState
@Component
class Visitor {

	private volatile String name = "nobody";

	void setName(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

}
