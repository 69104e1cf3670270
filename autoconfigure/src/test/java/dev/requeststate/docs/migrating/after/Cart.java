package dev.requeststate.docs.migrating.after;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.RequestState;

import org.springframework.stereotype.Component;

@RequestState
@Component
class Cart {

	private final Queue<String> books = new ConcurrentLinkedQueue<>();

	void add(String book) {
		this.books.add(book);
	}

	List<String> books() {
		return List.copyOf(this.books);
	}

}
