package dev.requeststate.folio.shop;

import java.util.Map;

import dev.requeststate.folio.catalog.Book;
import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Router;
import dev.requeststate.folio.page.Section;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/**
 * One book.
 */
@Controller
class BookController {

	private final Pages pages;

	private final Catalog catalog;

	private final BookCards cards;

	private final Head head;

	private final Router router;

	BookController(Pages pages, Catalog catalog, BookCards cards, Head head, Router router) {
		this.pages = pages;
		this.catalog = catalog;
		this.cards = cards;
		this.head = head;
		this.router = router;
	}

	@GetMapping("/books/{slug}")
	View book(@PathVariable String slug) {
		Book book = this.catalog.book(slug)
			.orElseThrow(() -> new PageProblem(HttpStatus.NOT_FOUND, "problem.no-such-book"));
		return this.pages.render(Page.of(new Section("book", () -> book(book)),
				new Section("book-neighbours", () -> Map.of("books", this.cards.of(this.catalog.near(book, 6))))));
	}

	private Map<String, ?> book(Book book) {
		BookCard card = this.cards.of(book);
		this.head.title(card.title() + " – " + card.author());
		this.head.meta("description", card.blurb());
		this.head.property("og:title", card.title());
		this.head.property("og:type", "book");
		this.head.canonical(this.router.pathname());
		this.head.data("application/ld+json", Map.of("@context", "https://schema.org", "@type", "Book", "name",
				card.title(), "author", card.author(), "datePublished", String.valueOf(card.year())));
		return Map.of("book", card);
	}

}
