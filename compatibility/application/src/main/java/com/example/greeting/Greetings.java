package com.example.greeting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

@Service
class Greetings {

	private final Visitor visitor;

	Greetings(Visitor visitor) {
		this.visitor = visitor;
	}

	@Async
	Future<String> onAnotherThread() {
		return CompletableFuture.completedFuture(this.visitor.name());
	}

	@Cacheable("greetings")
	String cached() {
		return this.visitor.name();
	}

}
