package dev.requeststate.folio.shop;

import java.util.List;

import dev.requeststate.folio.catalog.Book;
import dev.requeststate.folio.page.InsertedHtml;
import dev.requeststate.folio.page.Language;

import org.springframework.stereotype.Component;

/**
 * Makes books ready to be shown to this request's reader.
 */
@Component
public final class BookCards {

	private final InsertedHtml insertedHtml;

	BookCards(InsertedHtml insertedHtml) {
		this.insertedHtml = insertedHtml;
	}

	/**
	 * A book ready to be shown, with the drawing on its cover put into the page.
	 */
	public BookCard of(Book book) {
		Language language = Language.current();
		Cover cover = Cover.of(book.slug());
		this.insertedHtml.once(cover.motif().id(), cover.motif().symbol());
		return BookCard.of(book, language.money(book.priceCents()),
				(language == Language.GERMAN) ? book.blurbGerman() : book.blurbEnglish(), cover);
	}

	public List<BookCard> of(List<Book> books) {
		return books.stream().map(this::of).toList();
	}

}
