package dev.requeststate.folio.isolation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.requeststate.folio.page.Texts;

import org.springframework.stereotype.Component;

/**
 * Places where a request has been, in the language of its reader. The trail itself keeps
 * them in English, for scripts.
 */
@Component
class PlaceText {

	private static final Pattern SECTION = Pattern.compile("section (\\d+)");

	private static final Pattern DISPATCH = Pattern.compile("([A-Z]+) dispatch");

	private final Texts texts;

	PlaceText(Texts texts) {
		this.texts = texts;
	}

	/**
	 * A place as the reader is told of it.
	 * @param place a place that the trail has noted
	 */
	String of(String place) {
		Matcher section = SECTION.matcher(place);
		if (section.matches()) {
			return this.texts.get("isolation.place.section", section.group(1));
		}
		Matcher dispatch = DISPATCH.matcher(place);
		if (dispatch.matches()) {
			return this.texts.get("isolation.place.dispatch", dispatch.group(1));
		}
		return this.texts.get("isolation.place." + place.replace(' ', '-'));
	}

}
