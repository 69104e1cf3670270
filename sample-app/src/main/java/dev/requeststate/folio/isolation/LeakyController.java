package dev.requeststate.folio.isolation;

import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The isolation page with its head in a static field, as it would be written by somebody
 * who forgot that requests run in parallel. Whatever looks for leaks must find them here.
 */
@Profile("leaky")
@Controller
@ConditionalOnPlayground
@RequestMapping("/isolation/leaky/{token}")
class LeakyController extends IsolationModes {

	private static final Head SHARED = new Head();

	LeakyController(Pages pages, IsolationPage page, Trail trail, AfterNotes afterNotes, IsolationThreads threads) {
		super(pages, page, trail, SHARED, afterNotes, threads);
	}

}
