package dev.requeststate.folio.shop;

import java.util.Map;

import dev.requeststate.folio.catalog.BookList;
import dev.requeststate.folio.catalog.BookSearch;
import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.catalog.Shelf;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The books, to look through.
 */
@Controller
class BooksController {

	private static final int PAGE_SIZE = 12;

	private static final int LONGEST_TEXT = 100;

	private final Pages pages;

	private final Catalog catalog;

	private final BookCards cards;

	private final Head head;

	private final Texts texts;

	BooksController(Pages pages, Catalog catalog, BookCards cards, Head head, Texts texts) {
		this.pages = pages;
		this.catalog = catalog;
		this.cards = cards;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping("/books")
	View books(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String shelf,
			@RequestParam(defaultValue = "") String order, @RequestParam(defaultValue = "1") int page) {
		String text = q.strip();
		BookSearch search = new BookSearch(text.substring(0, Math.min(text.length(), LONGEST_TEXT)),
				Shelf.of(shelf).orElse(null), BookSearch.Order.of(order));
		return this.pages.render(Page.of(new Section("book-search", () -> search(search)),
				new Section("book-list", () -> list(search, page))));
	}

	private Map<String, ?> search(BookSearch search) {
		Shelf shelf = search.shelf();
		String heading = heading(search);
		this.head.title(heading);
		this.head.meta("description", this.texts.get("books.lead"));
		this.head.canonical("/books");
		this.head.script("/folio.js");
		return Map.of("heading", heading, "text", search.text(), "shelf", (shelf != null) ? shelf.key() : "", "order",
				search.order().key(), "shelves", Shelf.values(), "orders", BookSearch.Order.values());
	}

	private String heading(BookSearch search) {
		Shelf shelf = search.shelf();
		if (shelf != null) {
			return this.texts.get("shelf." + shelf.key());
		}
		return search.text().isEmpty() ? this.texts.get("books.title")
				: this.texts.get("books.title.search", search.text());
	}

	private Map<String, ?> list(BookSearch search, int page) {
		BookList found = this.catalog.find(search, page, PAGE_SIZE);
		return Map.of("books", this.cards.of(found.books()), "total", found.total(), "page", found.page(), "pages",
				found.pages());
	}

}
