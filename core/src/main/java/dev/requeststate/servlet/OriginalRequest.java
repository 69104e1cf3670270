package dev.requeststate.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, also where the first dispatch that the filter sees is a later one:
 * the error page of a request that was turned away in front of the filter, for instance.
 * The container keeps the original in attributes then.
 */
final class OriginalRequest {

	private OriginalRequest() {
	}

	static String method(HttpServletRequest request) {
		// An error page is always asked for with GET.
		String method = (request.getDispatcherType() == DispatcherType.ERROR)
				? attribute(request, RequestDispatcher.ERROR_METHOD) : null;
		return (method != null) ? method : request.getMethod();
	}

	static String path(HttpServletRequest request) {
		String path = dispatchedPath(request);
		return (path != null) ? path : request.getRequestURI();
	}

	static @Nullable String query(HttpServletRequest request) {
		if (dispatchedPath(request) == null) {
			return request.getQueryString();
		}
		return switch (request.getDispatcherType()) {
			case ERROR -> attribute(request, RequestDispatcher.ERROR_QUERY_STRING);
			case ASYNC -> attribute(request, AsyncContext.ASYNC_QUERY_STRING);
			case FORWARD -> attribute(request, RequestDispatcher.FORWARD_QUERY_STRING);
			default -> request.getQueryString();
		};
	}

	private static @Nullable String dispatchedPath(HttpServletRequest request) {
		return switch (request.getDispatcherType()) {
			case ERROR -> attribute(request, RequestDispatcher.ERROR_REQUEST_URI);
			case ASYNC -> attribute(request, AsyncContext.ASYNC_REQUEST_URI);
			case FORWARD -> attribute(request, RequestDispatcher.FORWARD_REQUEST_URI);
			default -> null;
		};
	}

	private static @Nullable String attribute(HttpServletRequest request, String name) {
		return (String) request.getAttribute(name);
	}

}
