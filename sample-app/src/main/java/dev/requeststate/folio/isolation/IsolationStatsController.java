package dev.requeststate.folio.isolation;

import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.folio.catalog.CatalogSessionCounts;
import dev.requeststate.folio.playground.ConditionalOnPlayground;
import dev.requeststate.servlet.RequestStateFilter;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells what has become of all requests.
 */
@RestController
@ConditionalOnPlayground
class IsolationStatsController {

	private final RequestContextFactory contexts;

	private final RequestStateFilter filter;

	private final CatalogSessionCounts sessions;

	private final LeakDetection detection;

	IsolationStatsController(RequestContextFactory contexts, RequestStateFilter filter, CatalogSessionCounts sessions,
			@Value("${request-state.leak-detection:off}") LeakDetection detection) {
		this.contexts = contexts;
		this.filter = filter;
		this.sessions = sessions;
		this.detection = detection;
	}

	@GetMapping("/isolation/stats")
	IsolationStats stats() {
		if (this.detection != LeakDetection.OFF) {
			// What is found between two requests is found now. Else nothing is looked
			// for,
			// and nobody can have the open contexts gone through by asking.
			this.contexts.openContexts().review();
		}
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
