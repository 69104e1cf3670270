package dev.requeststate.spring.tag;

import java.util.Set;

/**
 * Tags could not be evicted, because whoever counts evictions could not be asked.
 */
public final class TagEvictionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Set<String> tags;

	TagEvictionException(Set<String> tags, Throwable cause) {
		super("Evicting " + tags.size() + " tag(s) failed: results that have them may still be served. All of them are "
				+ "evicted together or none is; where the connection was lost on the way, either can be the case. Evict "
				+ "again as soon as the cause is gone, which does no harm where it was done already. The exception "
				+ "knows the tags.", cause);
		this.tags = Set.copyOf(tags);
	}

	/**
	 * What is to be evicted again. It is not in the message, since it may have come out
	 * of a request.
	 */
	public Set<String> tags() {
		return this.tags;
	}

}
