package dev.requeststate.spring.cache;

import java.util.List;
import java.util.Objects;

import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.call.RequestRead;
import dev.requeststate.spring.tag.TaggedEntries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of results that belong to one request. Safe for use by several threads.
 */
public final class CacheGuard {

	private static final Logger logger = LoggerFactory.getLogger(CacheGuard.class);

	private final CacheGuardMode mode;

	private final List<RefusalObserver> observers;

	private final ResultForm form;

	/**
	 * Create a guard.
	 * @param mode what becomes of such results
	 * @param observers who is told
	 */
	public CacheGuard(CacheGuardMode mode, List<RefusalObserver> observers) {
		this(mode, observers, ResultForm.PLAIN);
	}

	/**
	 * Create a guard of caches whose entries have tags and a life.
	 * @param mode what becomes of such results
	 * @param observers who is told
	 * @param entries puts tags on what is stored
	 */
	public CacheGuard(CacheGuardMode mode, List<RefusalObserver> observers, TaggedEntries entries) {
		this(mode, observers, new TaggedForm(entries));
	}

	CacheGuard(CacheGuardMode mode, List<RefusalObserver> observers, ResultForm form) {
		this.mode = Objects.requireNonNull(mode, "'mode' must not be null");
		this.observers = List.copyOf(observers);
		this.form = form;
	}

	boolean isOff() {
		return this.mode == CacheGuardMode.OFF;
	}

	boolean isFailing() {
		return this.mode == CacheGuardMode.FAIL;
	}

	ResultForm form() {
		return this.form;
	}

	/**
	 * Tell of a result that is not stored.
	 * @return what the caller is to get in the place of the result, or null if it gets
	 * the result
	 */
	@Nullable RequestBoundResultException refuse(GuardedMethod method, List<String> caches, List<RequestRead> reads) {
		List<RequestRead> placed = method.withPlaces(reads);
		for (RefusalObserver observer : this.observers) {
			caches.forEach((cache) -> observer.onRefused(method.name(), cache, placed));
		}
		if (this.mode == CacheGuardMode.FAIL) {
			return new RequestBoundResultException(describe(method, caches), placed);
		}
		if (method.isFirstReport()) {
			logger.warn(
					"{} The caller got the result, and nothing is stored. This is said once for the method. "
							+ "With request-state.cache.guard=fail it is an exception.",
					RequestBoundResultException.message(describe(method, caches), placed));
		}
		return null;
	}

	private static String describe(GuardedMethod method, List<String> caches) {
		String names = String.join("', '", caches);
		return method.name() + ((caches.size() == 1) ? " for the cache '" : " for the caches '") + names + "'";
	}

}
