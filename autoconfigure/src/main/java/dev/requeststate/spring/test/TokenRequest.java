package dev.requeststate.spring.test;

import org.jspecify.annotations.Nullable;

/**
 * Sends a request that carries a token, in an
 * {@linkplain RequestContextsAssert#isolatedAcross(int, TokenRequest) isolation check}.
 */
@FunctionalInterface
public interface TokenRequest {

	/**
	 * Send the request and wait for its answer. Called on many threads at once.
	 * @param token what to send, in a parameter or a header
	 * @return the text of the answer; null counts as an empty one
	 * @throws Exception if it could not be sent, which fails the check
	 */
	@Nullable String send(String token) throws Exception;

}
