package dev.requeststate.spring.cache;

import java.util.List;

/**
 * There is caching in the application that does not go through the guard.
 */
public final class UnguardedCachingException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient List<String> beans;

	UnguardedCachingException(List<String> beans) {
		super("The guard of cached calls could not be put before the caching advice: " + beans);
		this.beans = List.copyOf(beans);
	}

	/**
	 * The names of the caching advice.
	 */
	public List<String> beans() {
		return (this.beans != null) ? this.beans : List.of();
	}

}
