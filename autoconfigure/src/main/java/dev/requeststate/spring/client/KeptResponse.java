package dev.requeststate.spring.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response that has been read to its end. Immutable; whoever is given it gets one to
 * read from the beginning.
 */
final class KeptResponse {

	private final HttpStatusCode statusCode;

	private final String statusText;

	private final HttpHeaders headers;

	private final byte[] body;

	KeptResponse(ClientHttpResponse response, byte[] body) throws IOException {
		this.statusCode = response.getStatusCode();
		this.statusText = response.getStatusText();
		this.headers = HttpHeaders.copyOf(response.getHeaders());
		this.body = body;
	}

	/**
	 * The response, from the beginning.
	 */
	ClientHttpResponse open() {
		return new Opened(this);
	}

	private static final class Opened implements ClientHttpResponse {

		private final KeptResponse kept;

		// Of its own: who gets a response may change them.
		private final HttpHeaders headers;

		private final InputStream body;

		Opened(KeptResponse kept) {
			this.kept = kept;
			this.headers = HttpHeaders.copyOf(kept.headers);
			this.body = new ByteArrayInputStream(kept.body);
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return this.kept.statusCode;
		}

		@Override
		public String getStatusText() {
			return this.kept.statusText;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

		@Override
		public void close() {
			// Holds nothing.
		}

	}

}
