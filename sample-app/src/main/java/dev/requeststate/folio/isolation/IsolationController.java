package dev.requeststate.folio.isolation;

import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The isolation page.
 */
@Controller
@ConditionalOnPlayground
@RequestMapping("/isolation/{token}")
class IsolationController extends IsolationModes {

	IsolationController(Pages pages, IsolationPage page, Trail trail, Head head, AfterNotes afterNotes,
			IsolationThreads threads) {
		super(pages, page, trail, head, afterNotes, threads);
	}

}
