package dev.requeststate.spring.log;

import dev.requeststate.context.CurrentContextObserver;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.Assert;

/**
 * Keeps the identity of the current request context in the diagnostic context of the
 * logger, on every thread that it is current on.
 * <p>
 * What stood under the key before stands there again when the context is not current any
 * more, also where code in between has cleared the diagnostic context. Nothing else in it
 * is touched.
 */
public final class ContextIdInMdc implements CurrentContextObserver {

	private final String key;

	// The same for all, since most threads have nothing to come back to.
	private final Runnable remove;

	/**
	 * Create the observer.
	 * @param key the key, not empty
	 */
	public ContextIdInMdc(String key) {
		Assert.hasText(key, "'key' must not be empty");
		this.key = key;
		this.remove = () -> MDC.remove(key);
	}

	@Override
	public Runnable onCurrent(@Nullable RequestContext context) {
		String before = MDC.get(this.key);
		if (context != null) {
			MDC.put(this.key, context.id());
		}
		else if (before != null) {
			MDC.remove(this.key);
		}
		return (before != null) ? () -> MDC.put(this.key, before) : this.remove;
	}

}
