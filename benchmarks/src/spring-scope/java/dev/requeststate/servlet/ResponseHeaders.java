package dev.requeststate.servlet;

import java.util.Objects;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Sets headers on the servlet response at once; on the request's own thread, which is
 * where the pages do that.
 */
public final class ResponseHeaders {

	private final HttpServletResponse response;

	private ResponseHeaders(HttpServletResponse response) {
		this.response = response;
	}

	public static ResponseHeaders current() {
		ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
			.currentRequestAttributes();
		return new ResponseHeaders(Objects.requireNonNull(attributes.getResponse()));
	}

	public void set(String name, String value) {
		this.response.setHeader(name, value);
	}

	public void addCookie(Cookie cookie) {
		this.response.addCookie(cookie);
	}

}
