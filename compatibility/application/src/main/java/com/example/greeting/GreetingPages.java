package com.example.greeting;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GreetingPages {

	private final Visitor visitor;

	private final Greetings greetings;

	GreetingPages(Visitor visitor, Greetings greetings) {
		this.visitor = visitor;
		this.greetings = greetings;
	}

	@GetMapping("/greeting")
	String greeting(String name) throws ExecutionException, InterruptedException {
		this.visitor.setName(name);
		Future<String> greeting = this.greetings.onAnotherThread();
		return String.join(" ", this.visitor.name(), greeting.get(), this.greetings.cached());
	}

}
