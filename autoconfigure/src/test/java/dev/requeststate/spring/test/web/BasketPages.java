package dev.requeststate.spring.test.web;

import java.util.concurrent.Callable;

import dev.requeststate.context.RequestContext;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BasketPages {

	private final Basket basket;

	BasketPages(Basket basket) {
		this.basket = basket;
	}

	@GetMapping("/add/{book}")
	String add(@PathVariable String book) {
		this.basket.add(book);
		return RequestContext.current().name() + " has " + this.basket.books();
	}

	@GetMapping("/add-elsewhere/{book}")
	Callable<String> addElsewhere(@PathVariable String book) {
		this.basket.add("here");
		return () -> add(book);
	}

}
