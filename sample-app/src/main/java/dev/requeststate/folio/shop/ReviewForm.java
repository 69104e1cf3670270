package dev.requeststate.folio.shop;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.requeststate.folio.catalog.Review;

/**
 * The form for a review, as it was filled in.
 *
 * @param name who says so
 * @param rating how good the book is, as it was sent
 * @param text what there is to say
 * @param problems what is wrong with it: the keys of the reasons among the messages, by
 * the name of the field
 */
public record ReviewForm(String name, String rating, String text, Map<String, String> problems) {

	static final ReviewForm EMPTY = new ReviewForm("", "", "", Map.of());

	/**
	 * The form with these fields, looked through.
	 */
	static ReviewForm of(String name, String rating, String text) {
		String strippedName = name.strip();
		String strippedText = text.strip();
		Map<String, String> problems = new LinkedHashMap<>();
		if (!isWithin(strippedName, Review.LONGEST_NAME)) {
			problems.put("name", "review.problem.name");
		}
		if (!rating.matches("[1-" + Review.BEST + "]")) {
			problems.put("rating", "review.problem.rating");
		}
		if (!isWithin(strippedText, Review.LONGEST_TEXT)) {
			problems.put("text", "review.problem.text");
		}
		return new ReviewForm(strippedName, rating, strippedText, problems);
	}

	private static boolean isWithin(String text, int longest) {
		return !text.isEmpty() && text.length() <= longest;
	}

	/**
	 * The review, of today; only of a form without problems.
	 */
	Review review() {
		return new Review(this.name, Integer.parseInt(this.rating), this.text, LocalDate.now());
	}

}
