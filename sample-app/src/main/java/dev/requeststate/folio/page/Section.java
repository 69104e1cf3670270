package dev.requeststate.folio.page;

import java.util.Map;
import java.util.function.Supplier;

/**
 * One part of a page: a template, and what it shows.
 *
 * @param template the name of the template, below {@code templates/sections}
 * @param model makes what the template shows; called once, on the thread that renders the
 * section, with the request's context current
 */
public record Section(String template, Supplier<Map<String, ?>> model) {

	/**
	 * A section that always shows the same.
	 * @param template the name of the template, below {@code templates/sections}
	 */
	public static Section of(String template) {
		return new Section(template, Map::of);
	}

}
