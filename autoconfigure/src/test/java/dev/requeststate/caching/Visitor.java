package dev.requeststate.caching;

import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request: what must not get from one to another.
 */
class Visitor {

	private static final RequestLocal<String> NAME = RequestLocal.named("visitor");

	/**
	 * Make a call in a request of its own.
	 */
	static <T extends @Nullable Object> T as(String name, Supplier<T> call) {
		return RequestContext.call("request of " + name, () -> {
			NAME.set(name);
			return call.get();
		});
	}

	static String current() {
		return NAME.get();
	}

	// For keys and conditions.
	public String name() {
		return current();
	}

	public boolean isKnown() {
		return !current().isEmpty();
	}

}
