package dev.requeststate.folio.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a page is made of. The sections are rendered in parallel and appear in the order
 * given.
 */
public final class Page {

	private final List<Section> sections;

	private final @Nullable Section opening;

	private Page(@Nullable Section opening, List<Section> sections) {
		this.opening = opening;
		this.sections = List.copyOf(sections);
	}

	public static Page of(Section... sections) {
		return new Page(null, List.of(sections));
	}

	public static Page of(List<Section> sections) {
		return new Page(null, sections);
	}

	/**
	 * The same page with a section in front that is rendered last, when all the others
	 * are done: the place for what only the finished page knows.
	 */
	public Page openedBy(Section opening) {
		return new Page(opening, this.sections);
	}

	@Nullable Section opening() {
		return this.opening;
	}

	List<Section> sections() {
		return this.sections;
	}

}
