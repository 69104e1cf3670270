package dev.requeststate.folio.catalog;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What a reader thinks of a book. Serializable, for caches outside of this process.
 *
 * @param name who says so
 * @param rating how good it is, from 1 to 5
 * @param text what there is to say
 * @param writtenOn the day it was written
 */
public record Review(String name, int rating, String text, LocalDate writtenOn) implements Serializable {

	/**
	 * The best rating.
	 */
	public static final int BEST = 5;

	/**
	 * The longest name, in characters.
	 */
	public static final int LONGEST_NAME = 60;

	/**
	 * The longest text, in characters.
	 */
	public static final int LONGEST_TEXT = 1000;

}
