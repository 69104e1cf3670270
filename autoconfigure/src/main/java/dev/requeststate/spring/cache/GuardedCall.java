package dev.requeststate.spring.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.requeststate.call.CallKey;
import dev.requeststate.call.CallScope;
import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.call.RequestRead;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker;

/**
 * One call of a cached method, from its beginning to the last thing that is stored for
 * it, which may happen on another thread. Its state is handed from thread to thread by
 * the result itself.
 */
final class GuardedCall implements CacheOperationInvoker, Predicate<Object> {

	private final CacheGuard guard;

	private final CacheOperationInvoker body;

	private final Frame caller;

	private @Nullable GuardedMethod method;

	private @Nullable Object key;

	private boolean shared;

	private @Nullable CallScope computation;

	private @Nullable RequestBoundResultException failure;

	GuardedCall(CacheGuard guard, CacheOperationInvoker body) {
		this.guard = guard;
		this.body = body;
		this.caller = Frame.here();
	}

	CacheGuard guard() {
		return this.guard;
	}

	/**
	 * What is current where the call was made.
	 */
	Frame caller() {
		return this.caller;
	}

	/**
	 * Go on with what surrounds the call, until the binding is closed: what is read then
	 * is read for neither the key nor the result.
	 */
	Binding bindCaller() {
		return this.caller.reopen(this.caller.recorder());
	}

	/**
	 * Say which method is called. Without it there is nothing cached in this call.
	 */
	void of(GuardedMethod method) {
		this.method = method;
	}

	/**
	 * Say a key under which the result will be stored.
	 */
	void storedUnder(@Nullable Object key) {
		if (this.key == null) {
			this.key = key;
		}
	}

	/**
	 * Say that the result may be served to other requests. If nobody does, its
	 * computation is the request's own business, like any other work.
	 */
	void share() {
		this.shared = true;
	}

	/**
	 * The last computation of the result, or null if it is not computed (yet), or not
	 * shared.
	 */
	@Nullable CallScope computation() {
		return this.computation;
	}

	/**
	 * Compute the result.
	 */
	@Override
	public @Nullable Object invoke() {
		GuardedMethod method = this.method;
		if (method == null || !this.shared) {
			return this.body.invoke();
		}
		CallScope computation = CallScope.open(this.caller, method.name(), this.key, this.guard.form().begin(method),
				this);
		this.computation = computation;
		try {
			return recorded(method, computation.<@Nullable Object, RuntimeException>call(this.body::invoke),
					computation);
		}
		finally {
			method.rememberPlaces(computation.requestReads());
		}
	}

	private @Nullable Object recorded(GuardedMethod method, @Nullable Object result, CallScope computation) {
		Executor ends = computations();
		if (ends != null && result instanceof CompletableFuture<?> future) {
			return future.thenApplyAsync(Function.identity(), ends);
		}
		return method.reactive().recorded(result, computation, ends);
	}

	/**
	 * Runs the beginning and the end of computations, or null.
	 */
	@Nullable Executor computations() {
		return (this.method != null) ? this.guard.form().computations(this.method) : null;
	}

	/**
	 * Whether the result may be stored as far as its tags and its life go.
	 */
	boolean claim() {
		CallScope computation = this.computation;
		return computation == null || this.method == null || this.guard.form().claim(this.method, computation);
	}

	/**
	 * What the result was made from that is not covered by a key.
	 * @param key the key, or null for one that covers nothing
	 */
	List<RequestRead> readsBeside(@Nullable CallKey key) {
		CallScope computation = this.computation;
		if (computation == null) {
			return List.of();
		}
		List<RequestRead> reads = computation.requestReads();
		if (reads.isEmpty()) {
			return reads;
		}
		if (this.method != null) {
			this.method.rememberPlaces(reads);
		}
		return (key != null) ? computation.readsBeside(key) : reads;
	}

	/**
	 * Tell that the result is not stored.
	 */
	void refuse(GuardedMethod method, List<String> caches, List<RequestRead> reads) {
		RequestBoundResultException failure = this.guard.refuse(method, caches, reads);
		if (this.failure == null) {
			this.failure = failure;
		}
	}

	/**
	 * What the caller gets: the result, or the failure, by the way that results of its
	 * kind have for failures.
	 */
	@Nullable Object failed(@Nullable Object result) {
		if (result instanceof CompletableFuture<?> future) {
			return future.thenApply((value) -> {
				throwFailure();
				return value;
			});
		}
		Object failing = (this.method != null) ? this.method.reactive().failing(result, this) : result;
		if (failing == result) {
			throwFailure();
		}
		return failing;
	}

	/**
	 * Throw what the caller is to get in the place of its result, if there is such.
	 */
	void throwFailure() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	/**
	 * Whether it need not be looked for where a part is read.
	 */
	@Override
	public boolean test(Object part) {
		return this.guard.isOff() || this.method == null || this.method.knowsPlace(part);
	}

}
