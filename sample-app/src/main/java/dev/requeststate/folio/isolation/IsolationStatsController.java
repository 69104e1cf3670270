package dev.requeststate.folio.isolation;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.folio.catalog.CatalogSessionCounts;
import dev.requeststate.servlet.RequestStateFilter;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells what has become of all requests.
 */
@RestController
class IsolationStatsController {

	private final RequestContextFactory contexts;

	private final RequestStateFilter filter;

	private final CatalogSessionCounts sessions;

	IsolationStatsController(RequestContextFactory contexts, RequestStateFilter filter, CatalogSessionCounts sessions) {
		this.contexts = contexts;
		this.filter = filter;
		this.sessions = sessions;
	}

	@GetMapping("/isolation/stats")
	IsolationStats stats() {
		// What is found between two requests is found now.
		this.contexts.openContexts().review();
		// What ends is read before what begins, so that nothing seems to end twice.
		long sessionsClosed = this.sessions.closedCount();
		long closedByContainer = this.filter.closedByContainer();
		long closedByRule = this.filter.closedByRule();
		long closed = this.contexts.closed();
		long opened = this.contexts.opened() - 1;
		return new IsolationStats(opened, closed, opened - closed, closedByContainer, closedByRule,
				this.sessions.openedCount(), sessionsClosed, this.contexts.destroyFailures(),
				this.contexts.leaks().count());
	}

}
