package dev.requeststate.call;

import java.util.function.Consumer;

import dev.requeststate.context.Binding;
import dev.requeststate.context.CacheRole;
import dev.requeststate.context.ContextCallable;
import dev.requeststate.context.Frame;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;

/**
 * The computation of the key under which one cache keeps the result of a call. A result
 * may depend on what is read here: it is stored under a key that does too.
 * <p>
 * Safe for use by several threads.
 */
public final class CallKey extends RecordedWork {

	/**
	 * Begin a key where nothing has been computed for it yet.
	 * @param caller what is current where the call is made: {@link Frame#here()}. The key
	 * may be computed later, and on another thread
	 */
	public CallKey(Frame caller) {
		super(caller);
	}

	/**
	 * Compute the key, or a part of it, in what was current where the call was made.
	 * @param <T> the type of the result
	 * @param <X> what the computation may throw
	 * @param computation computes it; what it hands to other threads is not recorded
	 * unless they have this thread's request context
	 * @throws X what the computation threw
	 */
	public <T extends @Nullable Object, X extends Throwable> T compute(ContextCallable<T, X> computation) throws X {
		try (Binding binding = caller().reopen(this)) {
			return computation.call();
		}
	}

	/**
	 * Whether a result that depends on something may be stored under this key.
	 * @param part what was read
	 */
	public boolean covers(Object part) {
		return reads().contains(part)
				&& !(part instanceof RequestLocal<?> local && local.cacheRole() == CacheRole.STATE);
	}

	@Override
	@Nullable CallScope scope() {
		return outerScope();
	}

	@Override
	void forEachScope(Consumer<CallScope> action) {
		forEachOuterScope(action);
	}

	@Override
	boolean wantsPlace(Object part) {
		return false;
	}

}
