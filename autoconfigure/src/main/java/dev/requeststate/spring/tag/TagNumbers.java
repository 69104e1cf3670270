package dev.requeststate.spring.tag;

import java.util.Map;
import java.util.Set;

/**
 * Numbers the evictions by tag, in one growing sequence, and knows for each tag the
 * number of its last one. A result made from something tagged remembers for each tag the
 * number of the last eviction when its computation began, of whatever tag: it is current
 * as long as none of its tags was evicted under a higher one.
 * <p>
 * What is not known counts as evicted: a number that was lost must never make a result
 * current again. Implementations are safe for use by several threads. Where they have to
 * ask somebody, and cannot, they throw; nobody gets a stale result or an error for it but
 * who evicts.
 */
public interface TagNumbers {

	/**
	 * What {@link #lastSeen()} says before anything was seen. It is below every number.
	 */
	long NOTHING_SEEN = -1;

	/**
	 * Whose numbers these are: equal wherever they can be compared. A result that
	 * remembers numbers of another origin is not current.
	 */
	long origin();

	/**
	 * Whether the other methods, {@link #origin()} and {@link #lastSeen()} aside, may
	 * have to wait for somebody outside of this process.
	 */
	boolean isRemote();

	/**
	 * The number of the last eviction, of whatever tag.
	 */
	long last();

	/**
	 * A number of an eviction that is not higher than {@link #last()}, without asking
	 * anybody; or {@link #NOTHING_SEEN}.
	 */
	long lastSeen();

	/**
	 * Asked before a result is stored: whether it is current, and will be known not to be
	 * when one of its tags is evicted.
	 * @param remembered the tags of the result, at least one, with the numbers it
	 * remembers
	 */
	boolean claim(Map<String, Long> remembered);

	/**
	 * Asked when a stored result is about to be served: whether it is current.
	 * @param remembered the tags of the result, at least one, with the numbers it
	 * remembers
	 */
	boolean isCurrent(Map<String, Long> remembered);

	/**
	 * Evict the tags, all of them or none. When this returns, no result is current any
	 * more that has one of them and whose computation began before the call.
	 * @param tags valid tags, at least one
	 */
	void evict(Set<String> tags);

}
