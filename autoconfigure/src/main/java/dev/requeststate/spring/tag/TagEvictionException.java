package dev.requeststate.spring.tag;

import java.util.Set;

/**
 * Tags could not be evicted, because whoever counts evictions could not be asked.
 */
public final class TagEvictionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TagEvictionException(Set<String> tags, Throwable cause) {
		super("Evicting the tags " + tags + " failed: results that have them may still be served. All of them are "
				+ "evicted together or none is; where the connection was lost on the way, either can be the case. Evict "
				+ "again as soon as the cause is gone, which does no harm where it was done already.", cause);
	}

}
