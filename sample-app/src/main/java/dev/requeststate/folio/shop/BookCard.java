package dev.requeststate.folio.shop;

import dev.requeststate.folio.catalog.Book;

/**
 * A book as a template shows it.
 *
 * @param slug its name in addresses
 * @param title the title
 * @param author the author
 * @param year when it was first published
 * @param shelf the key of its shelf
 * @param price what it costs, as it is written in the reader's language
 * @param blurb what it is about, in the reader's language
 * @param cover its cover
 */
public record BookCard(String slug, String title, String author, int year, String shelf, String price, String blurb,
		Cover cover) {

	static BookCard of(Book book, String price, String blurb, Cover cover) {
		return new BookCard(book.slug(), book.title(), book.author(), book.year(), book.shelf().key(), price, blurb,
				cover);
	}

}
