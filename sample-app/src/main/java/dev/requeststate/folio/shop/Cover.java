package dev.requeststate.folio.shop;

import java.util.List;

/**
 * A book cover drawn from the book's slug, always the same for the same book.
 *
 * @param motif what is drawn on it
 * @param colours what it is drawn in
 */
public record Cover(CoverMotif motif, Colours colours) {

	private static final List<Colours> COLOURS = List.of(Colours.light("#1f3a3d", "#e2a458", "#c8553d"),
			Colours.light("#7a2e2e", "#e8b87d", "#4a1818"), Colours.dark("#f0e2c4", "#c8553d", "#2f5d62"),
			Colours.light("#2d3047", "#e0a458", "#93b7be"), Colours.dark("#d9a441", "#7a2e2e", "#f6e7c1"),
			Colours.light("#3f5e46", "#d8c27a", "#22382a"), Colours.dark("#e7d3c4", "#a4463f", "#5b6c5d"),
			Colours.light("#24506b", "#f0c05a", "#7fb2c7"), Colours.light("#4b3552", "#d98e73", "#b9a3c4"),
			Colours.dark("#cfd8c8", "#3f5e46", "#d08a4e"), Colours.light("#9c4526", "#f2c383", "#6d2a15"),
			Colours.light("#1b1b1e", "#c9463d", "#8a8578"));

	// Spreads slugs that differ in their last letters only.
	private static final int SPREAD = 0x9E3779B1;

	/**
	 * The cover of a book.
	 */
	public static Cover of(String slug) {
		int hash = slug.hashCode() * SPREAD;
		CoverMotif[] motifs = CoverMotif.values();
		return new Cover(motifs[(hash >>> 12) % motifs.length], COLOURS.get((hash >>> 6) % COLOURS.size()));
	}

	/**
	 * The colours of a cover.
	 *
	 * @param paper the background
	 * @param first most of the drawing
	 * @param second the rest of the drawing
	 * @param lettering the style class of the lettering, which is light on dark paper
	 */
	public record Colours(String paper, String first, String second, String lettering) {

		private static Colours light(String paper, String first, String second) {
			return new Colours(paper, first, second, "cover-light");
		}

		private static Colours dark(String paper, String first, String second) {
			return new Colours(paper, first, second, "cover-dark");
		}

	}

}
