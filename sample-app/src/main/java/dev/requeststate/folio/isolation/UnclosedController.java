package dev.requeststate.folio.isolation;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Pages;
import dev.requeststate.folio.playground.ConditionalOnPlayground;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/**
 * The isolation page, whose plain mode makes its context current once more and leaves it
 * so, as it would be written by somebody who does not know try-with-resources. Leak
 * detection must find it here.
 */
@Profile("leaky")
@Controller
@ConditionalOnPlayground
@RequestMapping("/isolation/unclosed/{token}")
class UnclosedController extends IsolationModes {

	UnclosedController(Pages pages, IsolationPage page, Trail trail, Head head, AfterNotes afterNotes,
			IsolationThreads threads) {
		super(pages, page, trail, head, afterNotes, threads);
	}

	@Override
	View plain(IsolationRequest request) {
		RequestContext.current().bind();
		return super.plain(request);
	}

}
