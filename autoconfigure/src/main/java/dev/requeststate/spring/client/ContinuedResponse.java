package dev.requeststate.spring.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body was begun to be read, from the beginning.
 */
final class ContinuedResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final InputStream body;

	ContinuedResponse(ClientHttpResponse response, byte[] begun) throws IOException {
		this.response = response;
		this.body = new SequenceInputStream(new ByteArrayInputStream(begun), response.getBody());
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public InputStream getBody() {
		return this.body;
	}

	@Override
	public void close() {
		this.response.close();
	}

}
