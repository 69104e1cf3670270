package dev.requeststate.folio.catalog;

import java.io.Serializable;

/**
 * A book that the shop has. Serializable, for caches outside of this process.
 *
 * @param slug its name in addresses: lower-case letters, digits and hyphens
 * @param title the title as it stands on the book
 * @param author who wrote it
 * @param year when it was first published
 * @param shelf where it stands
 * @param priceCents what it costs, in euro cents
 * @param blurbEnglish what it is about, in English
 * @param blurbGerman what it is about, in German
 */
public record Book(String slug, String title, String author, int year, Shelf shelf, int priceCents, String blurbEnglish,
		String blurbGerman) implements Serializable {
}
