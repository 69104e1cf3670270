package dev.requeststate.folio.inside;

import java.util.Map;

import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.Section;
import dev.requeststate.folio.page.Texts;
import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The page that shows what request contexts do, and the picture in it alone, which the
 * page asks for all the time.
 */
@Controller
@ConditionalOnPlayground
class InsideController {

	private final Pages pages;

	private final Picture picture;

	private final Head head;

	private final Texts texts;

	InsideController(Pages pages, Picture picture, Head head, Texts texts) {
		this.pages = pages;
		this.picture = picture;
		this.head = head;
		this.texts = texts;
	}

	@GetMapping(InsideConfiguration.PAGE)
	View inside() {
		return this.pages
			.render(Page.of(new Section("inside", this::frame), new Section("inside-lanes", this.picture::model)));
	}

	private Map<String, ?> frame() {
		this.head.title(this.texts.get("inside.title"));
		this.head.canonical(InsideConfiguration.PAGE);
		this.head.link("stylesheet", "/inside.css");
		this.head.script("/inside.js");
		return Map.of();
	}

	@GetMapping(InsideConfiguration.PICTURE)
	View picture() {
		return this.pages.renderAlone(new Section("inside-lanes", this.picture::model));
	}

}
