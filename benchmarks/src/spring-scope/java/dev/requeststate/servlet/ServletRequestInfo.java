package dev.requeststate.servlet;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.WebUtils;

/**
 * Asks the servlet request. The locales are copied, since a container finds them out when
 * they are first asked for, and not for several threads at once.
 */
final class ServletRequestInfo implements RequestInfo {

	private static final SecureRandom random = new SecureRandom();

	private static final int NONCE_BYTES = 16;

	private final HttpServletRequest request;

	private final List<Locale> locales;

	private @Nullable String nonce;

	ServletRequestInfo(HttpServletRequest request) {
		this.request = request;
		this.locales = Collections.list(request.getLocales());
	}

	@Override
	public String path() {
		return this.request.getRequestURI();
	}

	@Override
	public @Nullable String query() {
		return this.request.getQueryString();
	}

	@Override
	@SuppressWarnings("unchecked") // Spring MVC has set it.
	public Map<String, String> pathVariables() {
		Object variables = this.request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return (variables != null) ? (Map<String, String>) variables : Map.of();
	}

	@Override
	public List<Locale> locales() {
		return this.locales;
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Override
	public @Nullable String cookie(String name) {
		Cookie cookie = WebUtils.getCookie(this.request, name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	/**
	 * First asked for before the sections of the page begin, on the request's own thread.
	 */
	@Override
	public String cspNonce() {
		String nonce = this.nonce;
		if (nonce == null) {
			byte[] bytes = new byte[NONCE_BYTES];
			random.nextBytes(bytes);
			nonce = Base64.getEncoder().withoutPadding().encodeToString(bytes);
			this.nonce = nonce;
		}
		return nonce;
	}

}
