package dev.requeststate.folio.shop;

import java.util.Locale;

/**
 * A drawing on a book cover, 200 wide and 300 high. The lettering stands in the upper
 * third, so the drawings keep to the rest.
 */
public enum CoverMotif {

	SUN("""
			<circle cx="100" cy="202" r="60"/>
			<path d="M0 212h200v8H0zM0 232h200v10H0zM0 254h200v13H0zM0 279h200v21H0z" fill="currentColor"/>"""),

	ARCHES("""
			<path d="M20 300v-80a80 80 0 0 1 160 0v80h-26v-80a54 54 0 0 0-108 0v80z"/>
			<path d="M58 300v-80a42 42 0 0 1 84 0v80h-24v-80a18 18 0 0 0-36 0v80z" fill="currentColor"/>"""),

	WAVES("""
			<path d="M0 190q25-30 50 0t50 0 50 0 50 0v26q-25 30-50 0t-50 0-50 0-50 0z"/>
			<path d="M0 232q25-30 50 0t50 0 50 0 50 0v26q-25 30-50 0t-50 0-50 0-50 0z" fill="currentColor"/>
			<path d="M0 274q25-30 50 0t50 0 50 0 50 0v26H0z"/>"""),

	DOTS("""
			<circle cx="40" cy="176" r="19"/>
			<circle cx="160" cy="176" r="19"/>
			<circle cx="100" cy="226" r="19"/>
			<circle cx="160" cy="226" r="19"/>
			<circle cx="40" cy="276" r="19"/>
			<circle cx="100" cy="276" r="19"/>
			<circle cx="100" cy="176" r="19" fill="currentColor"/>
			<circle cx="40" cy="226" r="19" fill="currentColor"/>
			<circle cx="160" cy="276" r="19" fill="currentColor"/>"""),

	SPINES("""
			<path d="M18 178h22v122H18zM72 160h16v140H72zM118 190h26v110h-26zM168 170h18v130h-18z"/>
			<path d="M44 200h24v100H44zM92 216h22v84H92zM148 206h16v94h-16z" fill="currentColor"/>"""),

	HILLS("""
			<circle cx="148" cy="168" r="24"/>
			<path d="M0 250q50-70 100-26t100-34v110H0z" fill="currentColor"/>
			<path d="M0 276q60-50 110-18t90-22v64H0z"/>"""),

	LEAVES("""
			<path d="M97 300V150h6v150z" fill="currentColor"/>
			<path d="M103 210q10-50 62-52-2 50-62 52zM97 210q-10-50-62-52 2 50 62 52zM103 274q10-50 62-52-2 50-62 52zM97 \
			274q-10-50-62-52 2 50 62 52z"/>"""),

	TILES("""
			<path d="M50 200h-50a50 50 0 0 1 50-50zM150 200v-50a50 50 0 0 1 50 50zM100 200v50a50 50 0 0 1-50-50z \
			M100 200h50a50 50 0 0 1-50 50zM50 250v50a50 50 0 0 1-50-50zM150 250h50a50 50 0 0 1-50 50z"/>
			<path fill="currentColor" d="M50 150h50a50 50 0 0 1-50 50zM150 150v50a50 50 0 0 1-50-50zM0 250v-50a50 50 0 0 1 50 50z \
			M200 250h-50a50 50 0 0 1 50-50zM100 300h-50a50 50 0 0 1 50-50zM100 300v-50a50 50 0 0 1 50 50z"/>"""),

	ORBITS("""
			<path d="M100 150a75 75 0 1 1-.1 0zm0 10a65 65 0 1 0 .1 0zm0 22a43 43 0 1 1-.1 0zm0 8a35 35 0 1 0 .1 0z"/>
			<circle cx="100" cy="225" r="14" fill="currentColor"/>
			<circle cx="153" cy="172" r="10" fill="currentColor"/>
			<circle cx="64" cy="242" r="7" fill="currentColor"/>"""),

	STAIRS("""
			<path d="M0 300v-30h40v-30h40v-30h40v-30h40v-30h40v30h-24v30h-40v30H96v30H56v30z"/>
			<path d="M56 300v-24h40v-30h40v-30h40v-30h24v114z" fill="currentColor"/>""");

	private final String drawing;

	CoverMotif(String drawing) {
		this.drawing = drawing;
	}

	/**
	 * The id of the symbol that the covers of this motif refer to.
	 */
	public String id() {
		return "cover-" + name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The symbol, which has to stand in the page once.
	 */
	String symbol() {
		return "<svg class=\"symbols\" aria-hidden=\"true\"><symbol id=\"%s\" viewBox=\"0 0 200 300\">%s</symbol></svg>"
			.formatted(id(), this.drawing);
	}

}
