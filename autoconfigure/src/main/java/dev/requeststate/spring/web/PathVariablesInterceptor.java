package dev.requeststate.spring.web;

import java.util.Map;

import dev.requeststate.servlet.RequestInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunctions;

/**
 * Hands the path variables to {@link RequestInfo} once Spring MVC knows the handler.
 */
public final class PathVariablesInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getDispatcherType() == DispatcherType.REQUEST) {
			if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> found) {
				resolve(found);
			}
			else if (request
				.getAttribute(RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> found) {
				resolve(found);
			}
		}
		return true;
	}

	@SuppressWarnings("unchecked") // by the contract of both attributes
	private static void resolve(Map<?, ?> found) {
		RequestInfo info = RequestInfo.currentOrNull();
		// Null where the filter does not cover this DispatcherServlet.
		if (info != null) {
			info.resolvePathVariables((Map<String, String>) found);
		}
	}

}
