package dev.requeststate.servlet;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.requeststate.context.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP request said: an immutable copy, right on every thread and long after the
 * container has used the request's objects for somebody else.
 * <p>
 * It is always the original request, also on an error page and after a forward. Method,
 * path and query are there from the beginning. Headers, cookies, locales and the remote
 * address are copied together, on first use on the thread of a dispatch, and by
 * {@link RequestContext#lease()} and at the end of a dispatch that has started
 * asynchronous work. All methods are safe for use by several threads.
 */
public final class RequestInfo {

	private static final SecureRandom random = new SecureRandom();

	private static final int NONCE_BYTES = 16;

	private final String method;

	private final String path;

	private final @Nullable String query;

	// The only references to the container's objects: set and emptied by each dispatch.
	// A thread that is not the dispatch's own never sees itself in 'dispatchThread'.
	private @Nullable HttpServletRequest request;

	private volatile @Nullable Thread dispatchThread;

	private @Nullable RequestContext context;

	private volatile @Nullable RequestDetails details;

	private volatile @Nullable Map<String, String> pathVariables;

	private volatile @Nullable String cspNonce;

	RequestInfo(HttpServletRequest request) {
		this.method = request.getMethod();
		this.path = request.getRequestURI();
		this.query = request.getQueryString();
	}

	/**
	 * The request of the context that is current on this thread.
	 * @throws dev.requeststate.context.NoRequestContextException if none is current
	 * @throws IllegalStateException if the current context was not opened for an HTTP
	 * request
	 */
	public static RequestInfo current() {
		return HttpExchange.of(RequestContext.current(), "RequestInfo").info();
	}

	/**
	 * The request of the context that is current on this thread, or null if none is
	 * current or it was not opened for an HTTP request.
	 */
	public static @Nullable RequestInfo currentOrNull() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null && context.origin() instanceof HttpExchange exchange) ? exchange.info() : null;
	}

	/**
	 * The identity of the request's context: 16 hexadecimal digits.
	 */
	public String id() {
		return Objects.requireNonNull(this.context).id();
	}

	/**
	 * The method, such as {@code GET}.
	 */
	public String method() {
		return this.method;
	}

	/**
	 * The path as it was sent: still encoded, with the context path, without the query.
	 */
	public String path() {
		return this.path;
	}

	/**
	 * The query as it was sent, still encoded, or null if there was none.
	 */
	public @Nullable String query() {
		return this.query;
	}

	/**
	 * The variables in the path, decoded. Empty until the handler of the request is
	 * known: in a filter, for instance.
	 */
	public Map<String, String> pathVariables() {
		Map<String, String> pathVariables = this.pathVariables;
		return (pathVariables != null) ? pathVariables : Map.of();
	}

	/**
	 * Say what the path means. For the web framework, which knows the handler; the first
	 * one to call it wins, so that a forward or an error page changes nothing.
	 * @param pathVariables the variables in the path
	 */
	public void resolvePathVariables(Map<String, String> pathVariables) {
		synchronized (this) {
			if (this.pathVariables == null) {
				this.pathVariables = Map.copyOf(pathVariables);
			}
		}
	}

	/**
	 * All headers, by name in any case, sorted by name; the values of one in the order
	 * they were sent.
	 */
	public Map<String, List<String>> headers() {
		return details().headers();
	}

	/**
	 * The first value of a header, or null if it was not sent.
	 * @param name its name, in any case
	 */
	public @Nullable String header(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		List<String> values = headers().get(name);
		return (values != null) ? values.get(0) : null;
	}

	/**
	 * All cookies, by name, in the order they were sent. Of two with one name, the first
	 * counts.
	 */
	public Map<String, String> cookies() {
		return details().cookies();
	}

	/**
	 * The value of a cookie, or null if it was not sent.
	 * @param name its name
	 */
	public @Nullable String cookie(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		return cookies().get(name);
	}

	/**
	 * The locale the client likes best, or the server's default if it named none.
	 */
	public Locale locale() {
		return locales().get(0);
	}

	/**
	 * The locales the client accepts, the preferred one first. Never empty.
	 */
	public List<Locale> locales() {
		return details().locales();
	}

	/**
	 * The address of the client, or of the last proxy that is not trusted: what the
	 * servlet request says once forwarded headers were applied.
	 */
	public String remoteAddress() {
		return details().remoteAddress();
	}

	/**
	 * A value for this request's {@code Content-Security-Policy} and the {@code nonce}
	 * attributes of its scripts: 128 random bits, in base 64, made on first use and the
	 * same for the rest of the request.
	 */
	public String cspNonce() {
		String nonce = this.cspNonce;
		if (nonce == null) {
			synchronized (this) {
				nonce = this.cspNonce;
				if (nonce == null) {
					byte[] bytes = new byte[NONCE_BYTES];
					random.nextBytes(bytes);
					nonce = Base64.getEncoder().withoutPadding().encodeToString(bytes);
					this.cspNonce = nonce;
				}
			}
		}
		return nonce;
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

	/**
	 * The context was opened. Called once, before anybody else sees this object.
	 */
	void opened(RequestContext context) {
		this.context = context;
	}

	/**
	 * A dispatch begins on this thread.
	 */
	void enter(HttpServletRequest request) {
		this.request = request;
		this.dispatchThread = Thread.currentThread();
	}

	/**
	 * The dispatch on this thread ends: nothing of the container's is kept.
	 */
	void exit() {
		this.dispatchThread = null;
		this.request = null;
	}

	/**
	 * Whether a dispatch is under way on this very thread.
	 */
	boolean isDispatching() {
		return this.dispatchThread == Thread.currentThread();
	}

	/**
	 * Copy what will be gone, if this thread may.
	 */
	void capture() {
		if (this.details == null && isDispatching()) {
			this.details = RequestDetails.copyOf(Objects.requireNonNull(this.request));
		}
	}

	private RequestDetails details() {
		capture();
		RequestDetails details = this.details;
		if (details == null) {
			throw new IllegalStateException("The headers, cookies, locales and remote address of " + this
					+ " were not copied while its request was there, and thread '" + Thread.currentThread().getName()
					+ "' does not run its dispatch. Carry the request here with a lease (RequestContext.lease() "
					+ "copies them), or set request-state.request-info=eager.");
		}
		return details;
	}

}
