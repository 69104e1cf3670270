package dev.requeststate.folio.playground;

import java.util.ArrayList;
import java.util.List;

import dev.requeststate.folio.page.Page;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.page.SameSite;
import dev.requeststate.folio.page.Section;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/**
 * The page that shows what its request says, and what Folio remembers over a restart. A
 * server action of it is answered by the page itself, which shows the action's request.
 */
@Controller
@ConditionalOnPlayground
class RequestInfoController {

	// Switched on while Folio runs, this renders a component that was never used before.
	private static final boolean WITH_HEADER_SIZES = false;

	private final Pages pages;

	private final RequestInfoPage page;

	private final HeaderSizes headerSizes;

	private final RetainedShop shop;

	private final RequestInfoAction action;

	RequestInfoController(Pages pages, RequestInfoPage page, HeaderSizes headerSizes, RetainedShop shop,
			RequestInfoAction action) {
		this.pages = pages;
		this.page = page;
		this.headerSizes = headerSizes;
		this.shop = shop;
		this.action = action;
	}

	@GetMapping("/playground/request-info")
	View show() {
		return render(this.shop.visit(), "");
	}

	@PostMapping("/playground/request-info/action")
	View act() {
		SameSite.require("problem.cross-site-action");
		return render(this.shop.visits(), this.action.run());
	}

	private View render(long visits, String result) {
		List<Section> sections = new ArrayList<>();
		sections.add(new Section("request-info", () -> this.page.model(visits, result)));
		if (WITH_HEADER_SIZES) {
			sections.add(new Section("header-sizes", this.headerSizes::model));
		}
		return this.pages.render(Page.of(sections));
	}

}
