package dev.requeststate.folio.isolation;

import dev.requeststate.folio.page.OpenStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Notes each dispatch of a request on its trail, and lets the page go on that waits for a
 * dispatch to end.
 */
final class DispatchNotes implements AsyncHandlerInterceptor {

	private final Trail trail;

	private final OpenStreams streams;

	DispatchNotes(Trail trail, OpenStreams streams) {
		this.trail = trail;
		this.streams = streams;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		this.trail.note(request.getDispatcherType() + " dispatch");
		return true;
	}

	@Override
	public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
			Object handler) {
		EventPage page = EventPage.WAITING.getIfPresent();
		if (page != null) {
			this.trail.note("end of the dispatch");
			this.streams.add(page.emitter());
			page.goOn();
		}
	}

}
