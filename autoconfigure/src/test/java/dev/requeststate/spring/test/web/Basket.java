package dev.requeststate.spring.test.web;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

/**
 * What one request has put into its basket.
 */
@RequestState
@Component
class Basket {

	private final Queue<String> books = new ConcurrentLinkedQueue<>();

	void add(String book) {
		this.books.add(book);
	}

	List<String> books() {
		return List.copyOf(this.books);
	}

}
