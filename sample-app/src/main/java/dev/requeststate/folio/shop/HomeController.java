package dev.requeststate.folio.shop;

import java.util.List;
import java.util.Map;

import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.catalog.Shelf;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The front page.
 */
@Controller
class HomeController {

	private final Pages pages;

	private final Catalog catalog;

	private final BookCards cards;

	private final Head head;

	private final Texts texts;

	HomeController(Pages pages, Catalog catalog, BookCards cards, Head head, Texts texts) {
		this.pages = pages;
		this.catalog = catalog;
		this.cards = cards;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping("/")
	View home() {
		return this.pages.render(Page.of(new Section("hero", this::hero),
				new Section("picks", () -> Map.of("books", this.cards.of(this.catalog.picks(6)))),
				new Section("shelves", () -> Map.of("shelves", shelves())),
				new Section("bargains", () -> Map.of("books", this.cards.of(this.catalog.cheapest(6))))));
	}

	private Map<String, ?> hero() {
		this.head.title(this.texts.get("home.title"));
		this.head.meta("description", this.texts.get("home.lead"));
		this.head.canonical("/");
		List<String> shown = List.of("catch-22", "dune", "pride-and-prejudice");
		return Map.of("books", this.cards.of(this.catalog.books(shown)));
	}

	private List<ShelfLink> shelves() {
		return this.catalog.shelves()
			.entrySet()
			.stream()
			.map((entry) -> new ShelfLink(entry.getKey().key(), entry.getValue()))
			.toList();
	}

	/**
	 * A link to a shelf.
	 *
	 * @param key the key of the shelf, see {@link Shelf#key()}
	 * @param books how many books stand on it
	 */
	record ShelfLink(String key, int books) {
	}

}
