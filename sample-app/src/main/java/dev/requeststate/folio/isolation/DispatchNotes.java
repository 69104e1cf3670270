package dev.requeststate.folio.isolation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Notes each dispatch of a request on its trail.
 */
final class DispatchNotes implements HandlerInterceptor {

	private final Trail trail;

	DispatchNotes(Trail trail) {
		this.trail = trail;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		this.trail.note(request.getDispatcherType() + " dispatch");
		return true;
	}

}
