package dev.requeststate.servlet;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a request has beside its line, as far as anybody has asked for it. Immutable.
 *
 * @param details what was copied together, or null
 * @param pathVariables the variables in the path, or null while the handler is not known
 * @param cspNonce the nonce, or null
 */
record RequestParts(@Nullable RequestDetails details, @Nullable Map<String, String> pathVariables,
		@Nullable String cspNonce) {

	static final RequestParts NONE = new RequestParts(null, null, null);

	RequestParts withDetails(RequestDetails details) {
		return new RequestParts(details, this.pathVariables, this.cspNonce);
	}

	RequestParts withPathVariables(Map<String, String> pathVariables) {
		return new RequestParts(this.details, pathVariables, this.cspNonce);
	}

	RequestParts withCspNonce(String cspNonce) {
		return new RequestParts(this.details, this.pathVariables, cspNonce);
	}

}
