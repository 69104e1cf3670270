package dev.requeststate.folio.shop;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.catalog.Review;
import dev.requeststate.folio.catalog.Reviews;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.RenderedPage;
import dev.requeststate.folio.page.Router;
import dev.requeststate.folio.page.Section;
import dev.requeststate.servlet.ResponseHeaders;

import org.springframework.stereotype.Component;

/**
 * The page of one book, with what readers think of it. How often the book was made ready
 * for its sections stands in the header {@code X-Folio-Books-Made} of the answer.
 */
@Component
class BookPage {

	private static final String MADE = "X-Folio-Books-Made";

	private static final int NEIGHBOURS = 6;

	private final Pages pages;

	private final Catalog catalog;

	private final Reviews reviews;

	private final ShownBooks shown;

	private final BookCards cards;

	private final Head head;

	private final Router router;

	BookPage(Pages pages, Catalog catalog, Reviews reviews, ShownBooks shown, BookCards cards, Head head,
			Router router) {
		this.pages = pages;
		this.catalog = catalog;
		this.reviews = reviews;
		this.shown = shown;
		this.cards = cards;
		this.head = head;
		this.router = router;
	}

	/**
	 * Render the page.
	 * @param slug the book
	 * @param form what is in the form for a review
	 * @throws dev.requeststate.folio.page.PageProblem if there is no such book
	 */
	RenderedPage render(String slug, ReviewForm form) {
		RenderedPage page = this.pages.render(
				Page.of(new Section("book", () -> book(slug)), new Section("book-reviews", () -> reviews(slug, form)),
						new Section("book-neighbours", () -> neighbours(slug))));
		ResponseHeaders.current().set(MADE, Integer.toString(this.shown.made()));
		return page;
	}

	private Map<String, ?> book(String slug) {
		BookCard card = this.shown.get(slug).card();
		this.head.title(card.title() + " – " + card.author());
		this.head.meta("description", card.blurb());
		this.head.property("og:title", card.title());
		this.head.property("og:type", "book");
		this.head.canonical("/books/" + card.slug());
		this.head.data("application/ld+json", Map.of("@context", "https://schema.org", "@type", "Book", "name",
				card.title(), "author", card.author(), "datePublished", String.valueOf(card.year())));
		return Map.of("book", card);
	}

	private Map<String, ?> reviews(String slug, ReviewForm form) {
		BookCard card = this.shown.get(slug).card();
		DateTimeFormatter date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
			.withLocale(Language.current().locale());
		List<ShownReview> reviews = this.reviews.of(slug)
			.stream()
			.map((review) -> new ShownReview(review, date.format(review.writtenOn())))
			.toList();
		return Map.of("book", card, "reviews", reviews, "form", form, "ratings",
				IntStream.rangeClosed(1, Review.BEST).map((worse) -> Review.BEST + 1 - worse).boxed().toList(),
				"thanked", this.router.query("reviewed") != null);
	}

	private Map<String, ?> neighbours(String slug) {
		return Map.of("books", this.cards.of(this.catalog.near(this.shown.get(slug).book(), NEIGHBOURS)));
	}

	/**
	 * A review as the template shows it.
	 *
	 * @param review the review
	 * @param writtenOn the day it was written, in the reader's language
	 */
	record ShownReview(Review review, String writtenOn) {
	}

}
