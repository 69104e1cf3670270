package dev.requeststate.fuzz;

import jakarta.servlet.http.Cookie;

/**
 * Where a case puts its headers.
 */
interface HeaderSink {

	void set(String name, String value);

	void add(String name, String value);

	void addCookie(Cookie cookie);

}
