package dev.requeststate.folio.isolation;

import java.util.concurrent.Executor;

import dev.requeststate.folio.page.Head;
import dev.requeststate.folio.page.Pages;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The isolation page.
 */
@Controller
@RequestMapping("/isolation/{token}")
class IsolationController extends IsolationModes {

	IsolationController(Pages pages, IsolationPage page, Trail trail, Head head,
			@Qualifier("applicationTaskExecutor") Executor executor) {
		super(pages, page, trail, head, executor);
	}

}
