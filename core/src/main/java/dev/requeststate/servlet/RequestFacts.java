package dev.requeststate.servlet;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request side of an exchange: what the request said, copied.
 */
abstract sealed class RequestFacts implements RequestInfo permits HttpExchange, DetachedRequest {

	private static final SecureRandom random = new SecureRandom();

	private static final int NONCE_BYTES = 16;

	private static final Pattern PATH_PARAMETERS = Pattern.compile(";[^/]*");

	private final String method;

	private final String path;

	private final @Nullable String query;

	// Replaced under this object's lock. One field for what few requests need; null while
	// nobody has asked for anything.
	private volatile @Nullable RequestParts parts;

	RequestFacts(HttpServletRequest request) {
		this.method = OriginalRequest.method(request);
		this.path = OriginalRequest.path(request);
		this.query = OriginalRequest.query(request);
	}

	/**
	 * Copy what another one has copied.
	 */
	RequestFacts(RequestFacts facts) {
		this.method = facts.method;
		this.path = facts.path;
		this.query = facts.query;
		this.parts = facts.parts;
	}

	private RequestParts parts() {
		RequestParts parts = this.parts;
		return (parts != null) ? parts : RequestParts.NONE;
	}

	/**
	 * The request of the dispatch that runs on this very thread, or null where none does.
	 */
	abstract @Nullable HttpServletRequest dispatchRequest();

	/**
	 * Copy what will be gone, if this thread may.
	 */
	final void copyDetails() {
		if (parts().details() == null) {
			HttpServletRequest request = dispatchRequest();
			if (request != null) {
				RequestDetails details = RequestDetails.copyOf(request);
				synchronized (this) {
					this.parts = parts().withDetails(details);
				}
			}
		}
	}

	private RequestDetails details() {
		copyDetails();
		RequestDetails details = parts().details();
		if (details == null) {
			throw new IllegalStateException("The headers, cookies, locales and remote address of " + this
					+ " were not copied while its request was there, and thread '" + Thread.currentThread().getName()
					+ "' does not run its dispatch. Carry the request here with a lease (RequestContext.lease() "
					+ "copies them), or set request-state.request-info=eager.");
		}
		return details;
	}

	@Override
	public final String method() {
		RequestPart.read("method");
		return this.method;
	}

	@Override
	public final String path() {
		RequestPart.read("path");
		return this.path;
	}

	@Override
	public final @Nullable String query() {
		RequestPart.read("query");
		return this.query;
	}

	@Override
	public final Map<String, List<String>> parameters() {
		RequestPart.read("parameters");
		return parameterMap();
	}

	private Map<String, List<String>> parameterMap() {
		Map<String, List<String>> parameters = parts().parameters();
		return (parameters != null) ? parameters : readParameters();
	}

	private synchronized Map<String, List<String>> readParameters() {
		Map<String, List<String>> parameters = parts().parameters();
		if (parameters == null) {
			parameters = QueryParameters.of(this.query);
			this.parts = parts().withParameters(parameters);
		}
		return parameters;
	}

	@Override
	public final @Nullable String parameter(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		RequestPart.read("parameter", name);
		List<String> values = parameterMap().get(name);
		return (values != null) ? values.get(0) : null;
	}

	@Override
	public final Map<String, String> pathVariables() {
		RequestPart.read("path variables");
		Map<String, String> pathVariables = parts().pathVariables();
		return (pathVariables != null) ? pathVariables : Map.of();
	}

	@Override
	public final synchronized void resolvePathVariables(Map<String, String> pathVariables) {
		if (parts().pathVariables() == null) {
			this.parts = parts().withPathVariables(Map.copyOf(pathVariables));
		}
	}

	@Override
	public final Map<String, List<String>> headers() {
		RequestPart.read("headers");
		return details().headers();
	}

	@Override
	public final @Nullable String header(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		RequestPart.readInAnyCase("header", name);
		List<String> values = details().headers().get(name);
		return (values != null) ? values.get(0) : null;
	}

	@Override
	public final Map<String, String> cookies() {
		RequestPart.read("cookies");
		return details().cookies();
	}

	@Override
	public final @Nullable String cookie(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		RequestPart.read("cookie", name);
		return details().cookies().get(name);
	}

	@Override
	public final Locale locale() {
		RequestPart.read("locale");
		return details().locales().get(0);
	}

	@Override
	public final List<Locale> locales() {
		RequestPart.read("locales");
		return details().locales();
	}

	@Override
	public final String remoteAddress() {
		RequestPart.read("remote address");
		return details().remoteAddress();
	}

	@Override
	public final String cspNonce() {
		RequestPart.read("CSP nonce");
		String nonce = parts().cspNonce();
		return (nonce != null) ? nonce : makeCspNonce();
	}

	private synchronized String makeCspNonce() {
		String nonce = parts().cspNonce();
		if (nonce == null) {
			byte[] bytes = new byte[NONCE_BYTES];
			random.nextBytes(bytes);
			nonce = Base64.getEncoder().withoutPadding().encodeToString(bytes);
			this.parts = parts().withCspNonce(nonce);
		}
		return nonce;
	}

	@Override
	public final String name() {
		return toString();
	}

	// For logs and other people's eyes, so without the path's parameters: one of them may
	// be
	// the session, ;jsessionid=...
	@Override
	public final String toString() {
		return this.method + " "
				+ ((this.path.indexOf(';') < 0) ? this.path : PATH_PARAMETERS.matcher(this.path).replaceAll(""));
	}

}
