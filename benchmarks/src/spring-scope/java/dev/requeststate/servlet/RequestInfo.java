package dev.requeststate.servlet;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

/**
 * What the pages ask of the servlet request.
 */
public interface RequestInfo {

	/**
	 * That of the current request, made on the request's own thread, which is the first
	 * to ask.
	 */
	static RequestInfo current() {
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		RequestInfo info = (RequestInfo) attributes.getAttribute("request-info", SCOPE_REQUEST);
		if (info == null) {
			info = new ServletRequestInfo(((ServletRequestAttributes) attributes).getRequest());
			attributes.setAttribute("request-info", info, SCOPE_REQUEST);
		}
		return info;
	}

	String path();

	@Nullable String query();

	Map<String, String> pathVariables();

	List<Locale> locales();

	@Nullable String header(String name);

	@Nullable String cookie(String name);

	String cspNonce();

}
