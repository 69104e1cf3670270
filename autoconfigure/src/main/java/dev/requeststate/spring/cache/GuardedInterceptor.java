package dev.requeststate.spring.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.requeststate.call.CallKey;
import dev.requeststate.call.RequestRead;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.context.expression.AnnotatedElementKey;

/**
 * Caches as Spring does, and looks at what is read meanwhile: for a key, and for the
 * result. A result that belongs to its request is kept out of the caches by the hooks
 * that Spring has for a condition on the result; nothing is thrown that would keep the
 * rest of the work from being done.
 */
@SuppressWarnings("serial") // as serializable as the interceptor of Spring: not in use
final class GuardedInterceptor extends CacheInterceptor {

	private final CacheGuard guard;

	private final PlainCaching plain;

	// Identity: Spring keeps one for each operation of each method.
	private final Map<CacheOperationMetadata, KnownOperation> operations = new ConcurrentHashMap<>();

	private final Map<AnnotatedElementKey, GuardedMethod> methods = new ConcurrentHashMap<>();

	// The call whose operations are being set up on this thread: Spring hands them
	// nothing by which to tell. One look finds where it is noted; an array, because what
	// a pooled thread keeps must not be of a class of ours.
	private final ThreadLocal<@Nullable Object[]> current = ThreadLocal.withInitial(() -> new Object[1]);

	/**
	 * Create the interceptor.
	 * @param guard decides
	 * @param original whose settings it has
	 * @param beanFactory where the settings of single operations are looked up
	 */
	GuardedInterceptor(CacheGuard guard, CacheInterceptor original, BeanFactory beanFactory) {
		this.guard = guard;
		this.plain = new PlainCaching(this::getKeyGenerator, this::getCacheResolver, beanFactory);
		RawCacheErrorHandler errorHandler = new RawCacheErrorHandler(original::getErrorHandler);
		configure(() -> errorHandler, original::getKeyGenerator, original::getCacheResolver, null);
		setCacheOperationSource(original.getCacheOperationSource());
		setBeanFactory(beanFactory);
	}

	@Override
	protected @Nullable Object execute(CacheOperationInvoker invoker, Object target, Method method,
			@Nullable Object[] args) {
		GuardedCall call = new GuardedCall(this.guard, invoker);
		@Nullable Object[] current = this.current.get();
		Object outer = current[0];
		current[0] = call;
		Object result;
		try {
			result = super.execute(call, target, method, args);
		}
		finally {
			current[0] = outer;
		}
		return this.guard.isFailing() ? call.failed(result) : result;
	}

	@Override
	protected CacheOperationContext getOperationContext(CacheOperation operation, Method method,
			@Nullable Object[] args, Object target, Class<?> targetClass) {
		if (!(this.current.get()[0] instanceof GuardedCall call)) {
			return super.getOperationContext(operation, method, args, target, targetClass);
		}
		CacheOperationMetadata metadata = getCacheOperationMetadata(operation, method, targetClass);
		KnownOperation known = this.operations.get(metadata);
		if (known == null) {
			known = know(metadata, operation, method, targetClass);
		}
		call.of(known.method());
		CallKey key = (known.keyMayRead() || known.resolverMayRead()) ? new CallKey(call.caller()) : null;
		if (key == null || !known.resolverMayRead()) {
			return new GuardedOperation(metadata, args, target, call, known, key);
		}
		KnownOperation resolved = known;
		return key.compute(() -> new GuardedOperation(metadata, args, target, call, resolved, key));
	}

	private KnownOperation know(CacheOperationMetadata metadata, CacheOperation operation, Method method,
			Class<?> targetClass) {
		GuardedMethod guarded = this.methods.computeIfAbsent(new AnnotatedElementKey(method, targetClass),
				(id) -> new GuardedMethod(method, targetClass));
		return this.operations.computeIfAbsent(metadata, (id) -> new KnownOperation(guarded, operation,
				this.plain.hasPlainGenerator(operation), this.plain.hasPlainResolver(operation)));
	}

	@Override
	protected void clearMetadataCache() {
		super.clearMetadataCache();
		this.operations.clear();
		this.methods.clear();
	}

	/**
	 * One operation of one call.
	 */
	private final class GuardedOperation extends CacheOperationContext implements StoringOperation {

		private final GuardedCall call;

		private final KnownOperation known;

		// Null where nothing can be read for the key: then it covers nothing.
		private final @Nullable CallKey key;

		private final Collection<OperationCache> guardedCaches;

		GuardedOperation(CacheOperationMetadata metadata, @Nullable Object[] args, Object target, GuardedCall call,
				KnownOperation known, @Nullable CallKey key) {
			super(metadata, args, target);
			this.call = call;
			this.known = known;
			this.key = key;
			Collection<? extends Cache> caches = super.getCaches();
			this.guardedCaches = guarded(caches);
			if (!(getOperation() instanceof CacheEvictOperation) && !UnsharedCache.areRequestsOwn(caches)) {
				call.share();
			}
		}

		private Collection<OperationCache> guarded(Collection<? extends Cache> caches) {
			if (caches.size() == 1) {
				return List.of(new OperationCache(caches.iterator().next(), this.call, this));
			}
			List<OperationCache> guarded = new ArrayList<>(caches.size());
			for (Cache cache : caches) {
				guarded.add(new OperationCache(cache, this.call, this));
			}
			return guarded;
		}

		@Override
		protected Collection<? extends Cache> getCaches() {
			return this.guardedCaches;
		}

		@Override
		protected @Nullable Object generateKey(@Nullable Object result) {
			CallKey key = this.key;
			Object generated = (key != null) ? key.compute(() -> super.generateKey(result)) : super.generateKey(result);
			this.call.storedUnder(generated);
			return generated;
		}

		@Override
		protected boolean isConditionPassing(@Nullable Object result) {
			if (!this.known.isConditional() || Frame.here() == this.call.caller()) {
				return super.isConditionPassing(result);
			}
			try (Binding binding = this.call.bindCaller()) {
				return super.isConditionPassing(result);
			}
		}

		@Override
		protected boolean canPutToCache(@Nullable Object result) {
			if (!isWanted(result)) {
				return false;
			}
			if (mayStore(result)) {
				return true;
			}
			if (getOperation() instanceof CachePutOperation) {
				removeReplaced(result);
			}
			return false;
		}

		// What is there was to be replaced: it would be served as if there had been no
		// change.
		private void removeReplaced(@Nullable Object result) {
			Object key = getGeneratedKey();
			if (key == null) {
				key = generateKey(result);
			}
			if (key != null) {
				for (OperationCache cache : this.guardedCaches) {
					doEvict(cache, key, false);
				}
			}
		}

		@Override
		public boolean isRequestsOwn() {
			return !GuardedInterceptor.this.guard.isOff() && !this.call.readsBeside(this.key).isEmpty()
					&& !UnsharedCache.areAll(super.getCaches());
		}

		@Override
		public boolean mayStore(@Nullable Object result) {
			return isShareable(result) && this.call.claim();
		}

		private boolean isWanted(@Nullable Object result) {
			if (Frame.here() == this.call.caller()) {
				return super.canPutToCache(result);
			}
			try (Binding binding = this.call.bindCaller()) {
				return super.canPutToCache(result);
			}
		}

		private boolean isShareable(@Nullable Object result) {
			if (GuardedInterceptor.this.guard.isOff()) {
				return true;
			}
			List<RequestRead> reads = this.call.readsBeside(null);
			if (reads.isEmpty() || UnsharedCache.areAll(super.getCaches())) {
				return true;
			}
			if (this.key != null) {
				if (getGeneratedKey() == null) {
					// The key of a @CachePut, which may be made from the result.
					generateKey(result);
				}
				reads = this.call.readsBeside(this.key);
				if (reads.isEmpty()) {
					return true;
				}
			}
			this.known.refuse();
			this.call.refuse(this.known.method(), List.copyOf(getCacheNames()), reads);
			return false;
		}

		@Override
		public void store(OperationCache cache, Object key, @Nullable Object result) {
			doPut(cache, key, result);
		}

		@Override
		public boolean isRefusedBefore() {
			return this.known.isRefused();
		}

	}

}
