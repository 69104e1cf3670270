package dev.requeststate.spring.cache;

import java.util.regex.Pattern;

import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.util.StringUtils;

/**
 * What is known of one operation of a cached method, and from its earlier calls. Safe for
 * use by several threads.
 */
final class KnownOperation {

	// An argument, or the result: as it is, without a call of anything.
	private static final Pattern VARIABLE = Pattern.compile("\\s*#\\w+\\s*");

	private final GuardedMethod method;

	private final boolean keyMayRead;

	private final boolean resolverMayRead;

	private final boolean conditional;

	private volatile boolean refused;

	/**
	 * Create what is known before the first call.
	 * @param method the method
	 * @param operation the operation
	 * @param plainGenerator whether a key without an expression is made from the
	 * arguments alone
	 * @param plainResolver whether the caches are found by their names alone
	 */
	KnownOperation(GuardedMethod method, CacheOperation operation, boolean plainGenerator, boolean plainResolver) {
		this.method = method;
		this.keyMayRead = StringUtils.hasText(operation.getKey()) ? !VARIABLE.matcher(operation.getKey()).matches()
				: !plainGenerator;
		this.resolverMayRead = !plainResolver;
		this.conditional = StringUtils.hasText(operation.getCondition());
	}

	GuardedMethod method() {
		return this.method;
	}

	/**
	 * Whether something of the request may be read while a key is made. Where nothing can
	 * be, it is not looked for.
	 */
	boolean keyMayRead() {
		return this.keyMayRead;
	}

	/**
	 * Whether something of the request may be read while the caches are found.
	 */
	boolean resolverMayRead() {
		return this.resolverMayRead;
	}

	/**
	 * Whether the operation has a condition.
	 */
	boolean isConditional() {
		return this.conditional;
	}

	boolean isRefused() {
		return this.refused;
	}

	void refuse() {
		if (!this.refused) {
			this.refused = true;
		}
	}

}
