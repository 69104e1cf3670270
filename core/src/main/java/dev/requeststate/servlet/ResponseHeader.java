package dev.requeststate.servlet;

import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One header or cookie that was checked and waits for its response.
 */
sealed interface ResponseHeader {

	static ResponseHeader set(String name, String value) {
		return new SetHeader(HeaderSyntax.name(name), HeaderSyntax.value(name, value));
	}

	static ResponseHeader add(String name, String value) {
		return new AddHeader(HeaderSyntax.name(name), HeaderSyntax.value(name, value));
	}

	static ResponseHeader cookie(Cookie cookie) {
		HeaderSyntax.cookieValue(cookie.getName(), Objects.requireNonNullElse(cookie.getValue(), ""));
		for (Map.Entry<String, String> attribute : cookie.getAttributes().entrySet()) {
			HeaderSyntax.cookieAttribute(cookie.getName(), attribute.getKey(), attribute.getValue());
		}
		return new AddCookie((Cookie) cookie.clone());
	}

	/**
	 * Put it into the response.
	 * @param response the response
	 * @param maybeThere whether it was put in before, and may still be there
	 */
	void applyTo(HttpServletResponse response, boolean maybeThere);

	record SetHeader(String name, String value) implements ResponseHeader {

		@Override
		public void applyTo(HttpServletResponse response, boolean maybeThere) {
			response.setHeader(this.name, this.value);
		}

		@Override
		public String toString() {
			return "header '" + this.name + "'";
		}

	}

	record AddHeader(String name, String value) implements ResponseHeader {

		@Override
		public void applyTo(HttpServletResponse response, boolean maybeThere) {
			if (!maybeThere || !response.getHeaders(this.name).contains(this.value)) {
				response.addHeader(this.name, this.value);
			}
		}

		@Override
		public String toString() {
			return "header '" + this.name + "'";
		}

	}

	record AddCookie(Cookie cookie) implements ResponseHeader {

		@Override
		public void applyTo(HttpServletResponse response, boolean maybeThere) {
			if (!maybeThere || !isIn(response)) {
				response.addCookie(this.cookie);
			}
		}

		private boolean isIn(HttpServletResponse response) {
			String start = this.cookie.getName() + "=" + Objects.requireNonNullElse(this.cookie.getValue(), "");
			return response.getHeaders("Set-Cookie")
				.stream()
				.anyMatch((sent) -> sent.equals(start) || sent.startsWith(start + ";"));
		}

		@Override
		public String toString() {
			return "cookie '" + this.cookie.getName() + "'";
		}

	}

}
