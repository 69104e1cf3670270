package dev.requeststate.folio.catalog;

import java.util.List;

/**
 * Keeps the reviews. Safe for use by several threads.
 */
interface ReviewStore {

	/**
	 * Keep a review; it is found by everybody when this returns.
	 */
	void add(String slug, Review review);

	/**
	 * The latest reviews of a book, the newest first.
	 * @param slug the book
	 * @param most how many at most
	 */
	List<Review> latest(String slug, int most);

}
