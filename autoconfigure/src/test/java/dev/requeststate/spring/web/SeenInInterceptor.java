package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * An application's own interceptor, registered with no order of its own.
 */
class SeenInInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		response.setHeader("X-Interceptor", String.valueOf(RequestInfo.current().pathVariables().get("slug")));
		return true;
	}

}
