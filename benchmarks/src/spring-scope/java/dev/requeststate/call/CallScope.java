package dev.requeststate.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * There is never one: nothing watches cached calls, and nothing is tagged.
 */
public final class CallScope {

	private CallScope() {
	}

	public static @Nullable CallScope currentOrNull() {
		return null;
	}

	public CallScope tag(String... tags) {
		return this;
	}

	public CallScope expireAfter(Duration life) {
		return this;
	}

}
