package dev.requeststate.spring.scope;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;

/**
 * Keeps stand-ins out of HTTP sessions: the next request would find there not what was
 * stored but a bean of its own, empty.
 * <p>
 * The attribute is removed, and an error says so. Where it goes is the container's
 * choice: Tomcat logs what its listeners throw, others let it reach the caller.
 */
public final class SessionAttributeGuard implements HttpSessionAttributeListener {

	private static final Pattern NOT_PRINTED = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

	private static final int LONGEST_NAME = 100;

	@Override
	public void attributeAdded(HttpSessionBindingEvent event) {
		check(event.getSession(), event.getName(), event.getValue());
	}

	@Override
	public void attributeReplaced(HttpSessionBindingEvent event) {
		// The value of the event is the one that was replaced.
		check(event.getSession(), event.getName(), event.getSession().getAttribute(event.getName()));
	}

	// Whoever makes the name up out of a request writes no line of the log with it.
	private static String printable(String name) {
		String line = NOT_PRINTED.matcher(name).replaceAll("?");
		return (line.length() <= LONGEST_NAME) ? line : line.substring(0, LONGEST_NAME) + "...";
	}

	private static void check(HttpSession session, String name, Object value) {
		if (value instanceof StateProxy standIn) {
			session.removeAttribute(name);
			throw new IllegalStateException("The stand-in for " + standIn.requestStateDescription()
					+ " was put into the HTTP session as '" + printable(name)
					+ "', and was removed from it again. What it "
					+ "stands for ends with the request: store a copy of what is to be kept, such as an identifier "
					+ "or a record.");
		}
	}

}
