package dev.requeststate.spring.devtools.restarts.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.OpensRequestContext;

import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
class Jobs {

	private final Basket basket;

	private final AtomicInteger runs = new AtomicInteger();

	Jobs(Basket basket) {
		this.basket = basket;
	}

	@Async
	CompletableFuture<Integer> later() {
		this.basket.add(new Note("later"));
		return CompletableFuture.completedFuture(this.basket.size());
	}

	@Scheduled(fixedDelay = 20)
	@OpensRequestContext
	void scheduled() {
		this.basket.add(new Note("scheduled"));
		this.runs.incrementAndGet();
	}

	int runs() {
		return this.runs.get();
	}

}
