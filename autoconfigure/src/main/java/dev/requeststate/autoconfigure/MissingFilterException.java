package dev.requeststate.autoconfigure;

import java.util.List;

/**
 * There are request-state beans in a web application, and nothing is known to open a
 * context for them.
 */
final class MissingFilterException extends IllegalStateException {

	private final List<String> beans;

	MissingFilterException(List<String> beans) {
		super("The servlet filter of Request State is disabled, and there are request-state beans: " + beans);
		this.beans = List.copyOf(beans);
	}

	List<String> beans() {
		return this.beans;
	}

}
