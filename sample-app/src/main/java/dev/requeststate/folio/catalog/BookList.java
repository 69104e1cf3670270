package dev.requeststate.folio.catalog;

import java.io.Serializable;
import java.util.List;

/**
 * One page of a list of books. Serializable, as they are.
 *
 * @param books the books on this page
 * @param total how many there are on all pages
 * @param page the number of this page, from 1
 * @param pages how many pages there are, at least 1
 */
public record BookList(List<Book> books, int total, int page, int pages) implements Serializable {
}
