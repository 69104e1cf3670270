package dev.requeststate.folio.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.requeststate.folio.catalog.Book;
import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.PageProblem;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.SameSite;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.shop.BookCard;
import dev.requeststate.folio.shop.BookCards;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The cart, and the server action that changes it.
 */
@Controller
class CartController {

	private final Pages pages;

	private final Catalog catalog;

	private final BookCards cards;

	private final Cart cart;

	private final CartActions actions;

	private final Head head;

	private final Texts texts;

	CartController(Pages pages, Catalog catalog, BookCards cards, Cart cart, CartActions actions, Head head,
			Texts texts) {
		this.pages = pages;
		this.catalog = catalog;
		this.cards = cards;
		this.cart = cart;
		this.actions = actions;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping("/cart")
	View cart(@RequestParam(defaultValue = "") String added) {
		return this.pages.render(Page.of(new Section("cart", () -> lines(added)),
				new Section("bargains", () -> Map.of("books", this.cards.of(this.catalog.cheapest(6))))));
	}

	@PostMapping("/cart")
	View change(@RequestParam String slug, @RequestParam(defaultValue = "1") int quantity,
			@RequestParam(defaultValue = "add") String action) {
		// A form on another site comes without the cookie, so the answer would replace
		// the
		// whole cart.
		SameSite.require("problem.cross-site");
		switch (action) {
			case "add" -> this.actions.add(slug, Math.max(1, quantity));
			case "set" -> this.actions.set(slug, quantity);
			case "remove" -> this.actions.set(slug, 0);
			default -> throw new PageProblem(HttpStatus.BAD_REQUEST, "problem.no-such-action");
		}
		RedirectView cart = new RedirectView(action.equals("add") ? "/cart?added=" + slug : "/cart", true);
		cart.setStatusCode(HttpStatus.SEE_OTHER);
		return cart;
	}

	private Map<String, ?> lines(String added) {
		this.head.title(this.texts.get("cart.title"));
		this.head.meta("robots", "noindex");
		Map<String, Integer> quantities = this.cart.lines();
		Map<String, Book> books = this.catalog.books(quantities.keySet())
			.stream()
			.collect(Collectors.toMap(Book::slug, Function.identity()));
		Language language = Language.current();
		List<Line> lines = new ArrayList<>();
		int total = 0;
		for (Map.Entry<String, Integer> entry : quantities.entrySet()) {
			Book book = books.get(entry.getKey());
			// A book that was in the cart may be gone from the shop.
			if (book != null) {
				int sum = book.priceCents() * entry.getValue();
				lines.add(new Line(this.cards.of(book), entry.getValue(), language.money(sum)));
				total += sum;
			}
		}
		Book addedBook = books.get(added);
		return Map.of("lines", lines, "total", language.money(total), "most", Cart.MOST_OF_ONE, "added",
				(addedBook != null) ? addedBook.title() : "");
	}

	/**
	 * A line of the cart as the template shows it.
	 *
	 * @param book the book
	 * @param quantity how many of it
	 * @param sum what they cost together
	 */
	record Line(BookCard book, int quantity, String sum) {
	}

}
