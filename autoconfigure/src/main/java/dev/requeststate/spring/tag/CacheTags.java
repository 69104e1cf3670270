package dev.requeststate.spring.tag;

/**
 * Evicts what was stored under a tag, in every cache at once:
 *
 * <pre class="code">
 * cacheTags.evict("book:42");
 * </pre>
 *
 * A cached method gives its result a tag with
 * {@link dev.requeststate.call.CallScope#tag}. An eviction costs the same for ten entries
 * and for a million, because it touches none of them: an entry is a miss from then on if
 * its computation began before. That includes computations that are under way. Safe for
 * use by several threads.
 */
public interface CacheTags {

	/**
	 * Make every entry a miss that carries one of the tags.
	 * @param tags the tags, on the terms of {@link dev.requeststate.call.CallScope#tag};
	 * nothing is evicted if one of them is not valid
	 * @throws IllegalArgumentException if a tag is blank or too long
	 * @throws TagEvictionException if the evictions are numbered by somebody who cannot
	 * be asked. Either all of the tags are evicted then, or none is; to evict again does
	 * no harm
	 */
	void evict(String... tags);

	/**
	 * Tags whose evictions are numbered.
	 * @param numbers where they are
	 */
	static CacheTags numberedBy(TagNumbers numbers) {
		return new NumberedCacheTags(numbers);
	}

}
