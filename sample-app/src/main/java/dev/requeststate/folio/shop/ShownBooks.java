package dev.requeststate.folio.shop;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestCacheable;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.folio.catalog.Book;
import dev.requeststate.folio.catalog.Catalog;
import dev.requeststate.folio.page.PageProblem;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The book that a page is about. Each section asks for it, as if it were the only one,
 * and it is made ready once for each request: by whichever section is first, while the
 * others wait. It is in the reader's own language, so no other request may have it.
 */
@Component
public class ShownBooks {

	private static final RequestLocal<AtomicInteger> MADE = RequestLocal.withInitial("shown-books-made",
			AtomicInteger::new);

	private final Catalog catalog;

	private final BookCards cards;

	ShownBooks(Catalog catalog, BookCards cards) {
		this.catalog = catalog;
		this.cards = cards;
	}

	/**
	 * The book of that slug.
	 * @throws PageProblem if there is none
	 */
	@RequestCacheable("shown-books")
	public ShownBook get(String slug) {
		Book book = this.catalog.book(slug)
			.orElseThrow(() -> new PageProblem(HttpStatus.NOT_FOUND, "problem.no-such-book"));
		MADE.get().incrementAndGet();
		return new ShownBook(book, this.cards.of(book));
	}

	/**
	 * How many books were made ready in this request.
	 */
	int made() {
		return MADE.get().get();
	}

	/**
	 * A book and how it is shown to this request's reader.
	 *
	 * @param book the book
	 * @param card how it is shown
	 */
	public record ShownBook(Book book, BookCard card) {
	}

}
