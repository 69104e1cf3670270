package dev.requeststate.folio.browser;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a page is as every page has to be, in what a browser makes of it. Leaves
 * the tab as wide as a desk's, and light.
 */
final class PageCheck {

	static final int NARROWEST = 320;

	static final int WIDE = 1280;

	static final int HEIGHT = 800;

	// What begins beyond the right edge, or ends there; without what only listeners get.
	private static final String TOO_WIDE = """
			const width = document.documentElement.clientWidth;
			if (document.documentElement.scrollWidth <= width) {
				return [];
			}
			const beyond = [...document.querySelectorAll('body *')]
				.filter((at) => at.getBoundingClientRect().right > width + 0.5)
				.map((at) => `${at.tagName.toLowerCase()}.${at.className} "${at.textContent.trim().slice(0, 40)}"`);
			return [`${document.documentElement.scrollWidth} px wide where there are ${width}: ${beyond.join(', ')}`];
			""";

	private final Accessibility accessibility = new Accessibility();

	/**
	 * What is wrong with the page that the tab shows, without what its visitor's console
	 * says.
	 */
	List<String> problems(Tab tab) {
		List<String> problems = new ArrayList<>(inItsLanguage(tab));
		problems.addAll(tooWide(tab));
		problems.addAll(accessible(tab));
		return problems;
	}

	/**
	 * What of the page is not in the language of its reader.
	 */
	List<String> inItsLanguage(Tab tab) {
		List<String> problems = new ArrayList<>();
		Object language = tab.run("return document.documentElement.lang");
		if (!language.equals(tab.reader().tag())) {
			problems.add("the language is said to be " + language);
		}
		String words = tab.title() + '\n' + tab.run("return document.body.innerText");
		tab.reader().foreignIn(words).forEach((sentence) -> problems.add("in another language: " + sentence));
		return problems;
	}

	/**
	 * What of the page has to be scrolled to the side for on the narrowest of phones.
	 */
	List<String> tooWide(Tab tab) {
		tab.resize(NARROWEST, HEIGHT);
		try {
			return ((List<?>) tab.run(TOO_WIDE)).stream().map(String::valueOf).toList();
		}
		finally {
			tab.resize(WIDE, HEIGHT);
		}
	}

	/**
	 * What of the page keeps people from using it, in either colour scheme.
	 */
	List<String> accessible(Tab tab) {
		tab.prefer(ColourScheme.LIGHT);
		List<String> problems = new ArrayList<>(this.accessibility.violations(tab));
		tab.prefer(ColourScheme.DARK);
		this.accessibility.violationsByColour(tab).forEach((problem) -> problems.add("dark: " + problem));
		tab.prefer(ColourScheme.LIGHT);
		return problems;
	}

	/**
	 * What the console says that it should not, since it was asked the last time. That
	 * the page itself was answered with an error is no news where it is meant to be.
	 */
	List<String> complaints(Visitor visitor, Tab tab, FolioPage page) {
		String refusal = "SEVERE " + tab.url() + " - Failed to load resource";
		return visitor.complaints()
			.stream()
			.filter((complaint) -> !(page.isRefused() && complaint.startsWith(refusal)))
			.toList();
	}

}
