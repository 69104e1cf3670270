package dev.requeststate.spring.client;

import java.io.IOException;
import java.util.Set;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.CacheRole;
import dev.requeststate.context.CreationWaitException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestLocalMap;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Sends identical GETs of one request once: those that come later get the same response,
 * those that come while it is under way wait for it.
 * <p>
 * Identical is what has the same URI, the same attributes and the same headers, all of
 * them but the ones that only number calls for tracing. So {@code Vary} and credentials
 * need no rules of their own: another {@code Authorization} is another fetch. That holds
 * for what can be seen here: <b>this has to be the last interceptor</b>, behind all that
 * add headers, and an instance is for one request factory, whose cookies, proxies and
 * client certificates are the same for all.
 * <p>
 * Not kept is what is no success, was failed to read, says {@code no-store}, sets a
 * cookie, varies by what is not compared, is an event stream, or has a body over the
 * limit, which is streamed. Those who waited send their own then. A request that says
 * {@code no-store} or {@code no-cache} is sent. A method that is not safe makes
 * everything of its origin be fetched again, also what was under way; a response that
 * sets a cookie, everything.
 * <p>
 * Responses are kept in the request context and gone with it; outside of a request
 * everything is sent. So it is inside a shared cached call: its result outlives the
 * request, and must not be made from what was fetched before it began. Hence looking here
 * does not count as a read of the request: what was sent for it had its own reasons, and
 * those are read in front of this, on a hit as well.
 */
public final class FetchOnceInterceptor implements ClientHttpRequestInterceptor {

	private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
			HttpMethod.TRACE);

	private final RequestLocalMap<FetchKey, KeptResponse> kept = RequestLocalMap.ofKind("responses of", "GET",
			CacheRole.HARMLESS);

	private final int maxBody;

	/**
	 * Create an interceptor.
	 * @param maxBody up to which size bodies are kept, zero or more
	 */
	public FetchOnceInterceptor(DataSize maxBody) {
		Assert.notNull(maxBody, "'maxBody' must not be null");
		Assert.isTrue(!maxBody.isNegative(), "'maxBody' must not be negative");
		this.maxBody = (int) Math.min(maxBody.toBytes(), Integer.MAX_VALUE - 16);
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		RequestContext context = RequestContext.currentOrNull();
		if (context == null || !context.isOpen()) {
			return execution.execute(request, body);
		}
		if (!SAFE.contains(request.getMethod())) {
			return change(request, body, execution);
		}
		Fetch fetch = new Fetch(() -> send(request, body, execution), this.maxBody);
		return mayShare(request, body) ? share(FetchKey.of(request), fetch) : fetch.alone();
	}

	private static boolean mayShare(HttpRequest request, byte[] body) {
		return HttpMethod.GET.equals(request.getMethod()) && body.length == 0
				&& !CachingHeaders.asksForFresh(request.getHeaders()) && CallScope.currentOrNull() == null;
	}

	private ClientHttpResponse share(FetchKey key, Fetch fetch) throws IOException {
		try {
			return this.kept.computeIfAbsent(key, fetch).open();
		}
		catch (NotKeptException | CreationWaitException | RequestContextClosedException ex) {
			return fetch.alone();
		}
	}

	private ClientHttpResponse change(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String origin = FetchKey.origin(request.getURI());
		forget(origin);
		try {
			return send(request, body, execution);
		}
		finally {
			// Once more: what began meanwhile may have been answered before the change.
			forget(origin);
		}
	}

	private ClientHttpResponse send(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ClientHttpResponse response = execution.execute(request, body);
		if (response.getHeaders().containsHeader(HttpHeaders.SET_COOKIE)) {
			// A client that keeps cookies sends another request from now on.
			forget(null);
		}
		return response;
	}

	private void forget(@Nullable String origin) {
		try {
			this.kept.removeIf((key) -> origin == null || origin.equals(FetchKey.origin(key.uri())));
		}
		catch (RequestContextClosedException ex) {
			// Everything is gone.
		}
	}

}
