package dev.requeststate.folio.catalog;

import java.time.Duration;
import java.util.List;

import dev.requeststate.call.CallScope;
import dev.requeststate.spring.tag.CacheTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;

/**
 * What readers think of the books. What is shown is cached, for all requests; a new
 * review evicts everything that shows something of its book, in every cache.
 */
@Component
public class Reviews {

	// If this instance ends between the two steps of adding one, the others show the old
	// ones for no longer than this.
	private static final Duration LIFE = Duration.ofMinutes(10);

	private static final int SHOWN = 20;

	private final ReviewStore store;

	private final CacheTags cacheTags;

	Reviews(ReviewStore store, CacheTags cacheTags) {
		this.store = store;
		this.cacheTags = cacheTags;
	}

	/**
	 * The latest reviews of a book, the newest first.
	 */
	@Cacheable("reviews")
	public List<Review> of(String slug) {
		BookTag.of(slug).putOnCurrentCall();
		CallScope call = CallScope.currentOrNull();
		if (call != null) {
			call.expireAfter(LIFE);
		}
		return List.copyOf(this.store.latest(slug, SHOWN));
	}

	/**
	 * Add a review.
	 * @param slug the book, which the shop must have
	 * @param review the review
	 */
	public void add(String slug, Review review) {
		this.store.add(slug, review);
		// Afterwards: what is computed from here on has seen the review.
		this.cacheTags.evict(BookTag.of(slug).text());
	}

}
