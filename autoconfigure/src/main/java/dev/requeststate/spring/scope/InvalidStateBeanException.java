package dev.requeststate.spring.scope;

import org.springframework.beans.FatalBeanException;

/**
 * A bean cannot belong to a request the way it is defined. Thrown at start-up; has its
 * own report there.
 */
public final class InvalidStateBeanException extends FatalBeanException {

	private final String description;

	private final String action;

	/**
	 * Create the exception.
	 * @param description what is wrong
	 * @param action what to do
	 */
	public InvalidStateBeanException(String description, String action) {
		super(description + " " + action);
		this.description = description;
		this.action = action;
	}

	/**
	 * What is wrong.
	 */
	public String description() {
		return this.description;
	}

	/**
	 * What to do.
	 */
	public String action() {
		return this.action;
	}

}
