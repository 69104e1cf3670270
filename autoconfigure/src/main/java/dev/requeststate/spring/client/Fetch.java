package dev.requeststate.spring.client;

import java.io.IOException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;

/**
 * One call of a client: sends if it has to, and knows what became of that. Of one thread.
 */
final class Fetch implements Supplier<KeptResponse> {

	private final Exchange exchange;

	private final int maxBody;

	private boolean sent;

	private @Nullable Throwable failure;

	private @Nullable ClientHttpResponse response;

	Fetch(Exchange exchange, int maxBody) {
		this.exchange = exchange;
		this.maxBody = maxBody;
	}

	/**
	 * Send, and keep the response.
	 * @throws NotKeptException if it is not to be kept, or there is none:
	 * {@link #alone()} has it, or throws what was thrown
	 */
	@Override
	public KeptResponse get() {
		this.sent = true;
		try {
			ClientHttpResponse response = this.exchange.send();
			this.response = response;
			if (response.getStatusCode().is2xxSuccessful() && CachingHeaders.allowKeeping(response.getHeaders())) {
				KeptResponse kept = read(response);
				if (kept != null) {
					// For the case that the request is over meanwhile.
					this.response = kept.open();
					return kept;
				}
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		throw NotKeptException.INSTANCE;
	}

	private @Nullable KeptResponse read(ClientHttpResponse response) throws IOException {
		boolean passedOn = false;
		try {
			byte[] body = response.getBody().readNBytes(this.maxBody + 1);
			if (body.length > this.maxBody) {
				this.response = new ContinuedResponse(response, body);
				passedOn = true;
				return null;
			}
			return new KeptResponse(response, body);
		}
		finally {
			if (!passedOn) {
				response.close();
			}
		}
	}

	/**
	 * The response of this call, for nobody else.
	 */
	ClientHttpResponse alone() throws IOException {
		if (!this.sent) {
			return this.exchange.send();
		}
		if (this.failure instanceof IOException ex) {
			throw ex;
		}
		if (this.failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (this.failure instanceof Error ex) {
			throw ex;
		}
		if (this.response == null) {
			throw new IOException(this.failure);
		}
		return this.response;
	}

	/**
	 * The way over the wire.
	 */
	@FunctionalInterface
	interface Exchange {

		ClientHttpResponse send() throws IOException;

	}

}
