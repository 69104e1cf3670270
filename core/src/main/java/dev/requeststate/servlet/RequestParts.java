package dev.requeststate.servlet;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a request has beside its line, as far as anybody has asked for it. Immutable.
 *
 * @param details what was copied together, or null
 * @param parameters the parameters of the query, or null while it was not parsed
 * @param pathVariables the variables in the path, or null while the handler is not known
 * @param cspNonce the nonce, or null
 */
record RequestParts(@Nullable RequestDetails details, @Nullable Map<String, List<String>> parameters,
		@Nullable Map<String, String> pathVariables, @Nullable String cspNonce) {

	static final RequestParts NONE = new RequestParts(null, null, null, null);

	RequestParts withDetails(RequestDetails details) {
		return new RequestParts(details, this.parameters, this.pathVariables, this.cspNonce);
	}

	RequestParts withParameters(Map<String, List<String>> parameters) {
		return new RequestParts(this.details, parameters, this.pathVariables, this.cspNonce);
	}

	RequestParts withPathVariables(Map<String, String> pathVariables) {
		return new RequestParts(this.details, this.parameters, pathVariables, this.cspNonce);
	}

	RequestParts withCspNonce(String cspNonce) {
		return new RequestParts(this.details, this.parameters, this.pathVariables, cspNonce);
	}

}
