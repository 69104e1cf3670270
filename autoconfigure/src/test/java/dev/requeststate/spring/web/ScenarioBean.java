package dev.requeststate.spring.web;

import dev.requeststate.context.RequestContext;
import jakarta.annotation.PreDestroy;

/**
 * A bean of the request that says when it is destroyed.
 */
class ScenarioBean {

	private final Journal journal;

	ScenarioBean(Journal journal) {
		this.journal = journal;
	}

	void use() {
		// To be called is enough to be made.
	}

	@PreDestroy
	void destroy() {
		this.journal.add(RequestContext.current().id(), "bean destroyed");
	}

}
