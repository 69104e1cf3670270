package dev.requeststate.servlet;

import java.util.Objects;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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
		// What is checked is what is sent, whatever becomes of the caller's. A clone made
		// by Tomcat before 11.0.23 would share the attributes.
		Cookie copy = new Cookie(cookie.getName(), cookie.getValue());
		HeaderSyntax.cookieValue(copy.getName(), Objects.requireNonNullElse(copy.getValue(), ""));
		cookie.getAttributes().forEach((attribute, value) -> {
			HeaderSyntax.cookieAttribute(copy.getName(), attribute, value);
			copy.setAttribute(attribute, value);
		});
		return new AddCookie(copy);
	}

	/**
	 * Put it into the response.
	 * @param response the response
	 * @param leftovers where it may be still if it was put in before, or null
	 */
	void applyTo(HttpServletResponse response, @Nullable Leftovers leftovers);

	record SetHeader(String name, String value) implements ResponseHeader {

		@Override
		public void applyTo(HttpServletResponse response, @Nullable Leftovers leftovers) {
			response.setHeader(this.name, this.value);
			if (leftovers != null) {
				leftovers.clear(this.name);
			}
		}

		@Override
		public String toString() {
			return "header '" + this.name + "'";
		}

	}

	record AddHeader(String name, String value) implements ResponseHeader {

		@Override
		public void applyTo(HttpServletResponse response, @Nullable Leftovers leftovers) {
			if (leftovers == null || !leftovers.has(this.name, this.value::equals)) {
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
		public void applyTo(HttpServletResponse response, @Nullable Leftovers leftovers) {
			String start = this.cookie.getName() + "=" + Objects.requireNonNullElse(this.cookie.getValue(), "");
			if (leftovers == null
					|| !leftovers.has("Set-Cookie", (sent) -> sent.equals(start) || sent.startsWith(start + ";"))) {
				response.addCookie(this.cookie);
			}
		}

		@Override
		public String toString() {
			return "cookie '" + this.cookie.getName() + "'";
		}

	}

}
