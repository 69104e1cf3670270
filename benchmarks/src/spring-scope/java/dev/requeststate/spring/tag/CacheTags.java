package dev.requeststate.spring.tag;

/**
 * Evicts what shows a book, of which nobody keeps account.
 */
@FunctionalInterface
public interface CacheTags {

	void evict(String... tags);

}
