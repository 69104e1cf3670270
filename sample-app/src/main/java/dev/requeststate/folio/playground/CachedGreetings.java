package dev.requeststate.folio.playground;

import dev.requeststate.RequestCacheable;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;

/**
 * Cached methods that read from the request who is asking: one is at fault, and the
 * others do it right.
 */
@Component
public class CachedGreetings {

	static final String CARELESS = "careless-greetings";

	private final Visitor visitor;

	private final Counter counter;

	CachedGreetings(Visitor visitor, Counter counter) {
		this.visitor = visitor;
		this.counter = counter;
	}

	/**
	 * The name of whoever asks, on purpose in a cache that has one entry for all. The
	 * guard of cached calls must find it.
	 */
	@Cacheable(CARELESS)
	public String careless() {
		return this.visitor.name();
	}

	/**
	 * The name of whoever asks, in a cache that has an entry for each.
	 */
	@Cacheable(cacheNames = "keyed-greetings", key = "@visitor.name()")
	public String keyed() {
		return this.visitor.name();
	}

	/**
	 * A number, computed once for each request.
	 */
	@RequestCacheable("playground-answers")
	public int answer() {
		return this.counter.increment();
	}

}
