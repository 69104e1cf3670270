package dev.requeststate.folio.isolation;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.catalog.Catalog;

import org.springframework.stereotype.Component;

/**
 * Where this request has been: each dispatch and each section notes the thread it is on
 * and what it finds there.
 */
@RequestState
@Component
class Trail {

	private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

	private final Catalog catalog;

	Trail(Catalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Note that the request is here now.
	 * @param place a dispatch or a section
	 */
	void note(String place) {
		this.steps.add(new Step(place, ThreadLabel.of(Thread.currentThread()), RequestContext.current().id(),
				this.catalog.sessionId()));
	}

	List<Step> steps() {
		return List.copyOf(this.steps);
	}

	/**
	 * One place where the request was.
	 *
	 * @param place a dispatch or a section
	 * @param thread the name of the thread, and whether it is a virtual one
	 * @param contextId the context found there
	 * @param sessionId the catalog session found there
	 */
	record Step(String place, String thread, String contextId, String sessionId) {
	}

}
