package dev.requeststate.docs.migrating.before;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

@RequestScope
@Component
class Cart {

	private final List<String> books = new ArrayList<>();

	void add(String book) {
		this.books.add(book);
	}

	List<String> books() {
		return this.books;
	}

	@PreDestroy
	void abandoned() {
		this.books.clear();
	}

}
