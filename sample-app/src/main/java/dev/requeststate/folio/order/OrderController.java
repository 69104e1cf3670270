package dev.requeststate.folio.order;

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
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Orders the cart, and shows what was ordered.
 */
@Controller
class OrderController {

	private final Pages pages;

	private final Catalog catalog;

	private final BookCards cards;

	private final Orders orders;

	private final OrderDesk desk;

	private final StatusText statusText;

	private final Head head;

	private final Texts texts;

	OrderController(Pages pages, Catalog catalog, BookCards cards, Orders orders, OrderDesk desk, StatusText statusText,
			Head head, Texts texts) {
		this.pages = pages;
		this.catalog = catalog;
		this.cards = cards;
		this.orders = orders;
		this.desk = desk;
		this.statusText = statusText;
		this.head = head;
		this.texts = texts;
	}

	@PostMapping("/orders")
	View order() {
		SameSite.require("problem.cross-site-order");
		RedirectView order = new RedirectView("/orders/" + this.desk.order(), true);
		order.setStatusCode(HttpStatus.SEE_OTHER);
		return order;
	}

	@GetMapping("/orders/{id}")
	View order(@PathVariable String id) {
		Order order = this.orders.find(id)
			.orElseThrow(() -> new PageProblem(HttpStatus.NOT_FOUND, "problem.no-such-order"));
		return this.pages
			.render(Page.of(new Section("order", () -> status(order)), new Section("order-lines", () -> lines(order))));
	}

	private Map<String, ?> status(Order order) {
		this.head.title(this.texts.get("order.title"));
		this.head.meta("robots", "noindex");
		if (order.status() != OrderStatus.CONFIRMED) {
			this.head.script("/order.js");
		}
		return Map.of("id", order.id(), "status", order.status().key(), "steps", OrderStatus.values(), "text",
				this.statusText.of(order.confirmation()));
	}

	private Map<String, ?> lines(Order order) {
		Map<String, Book> books = this.catalog.books(order.lines().stream().map(Order.Line::slug).toList())
			.stream()
			.collect(Collectors.toMap(Book::slug, Function.identity()));
		Language language = Language.current();
		List<Line> lines = order.lines().stream().map((line) -> {
			Book book = books.get(line.slug());
			return new Line((book != null) ? this.cards.of(book) : null, line.title(), line.quantity(),
					language.money(line.priceCents()), language.money(line.sumCents()));
		}).toList();
		return Map.of("lines", lines, "total", language.money(order.totalCents()));
	}

	/**
	 * A line of the order as the template shows it.
	 *
	 * @param book the book, or null if the shop does not have it any more
	 * @param title its title
	 * @param quantity how many of it
	 * @param price what one cost
	 * @param sum what they cost together
	 */
	record Line(@Nullable BookCard book, String title, int quantity, String price, String sum) {
	}

}
