package dev.requeststate.servlet;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP request said: an immutable copy, right on every thread and long after the
 * container has used the request's objects for somebody else.
 * <p>
 * It is always the original request, also on an error page and after a forward. Method,
 * path, query and its parameters are there from the beginning. Headers, cookies, locales
 * and the remote address are copied together, on first use on the thread of a dispatch,
 * and by {@link RequestContext#lease()} and at the end of a dispatch that has started
 * asynchronous work. A long job can take it along and let go of the request:
 * {@link RequestContext#detached RequestContext.detached(RequestInfo.current())}. All
 * methods are safe for use by several threads.
 * <p>
 * What is read here while a cached call is computed counts as read by it, each header,
 * cookie and parameter apart ({@link dev.requeststate.call.CallScope}); only
 * {@link #id()} and {@link #name()} do not, which are for messages.
 */
public sealed interface RequestInfo extends ContextOrigin permits RequestFacts {

	/**
	 * The request of the context that is current on this thread.
	 * @throws dev.requeststate.context.NoRequestContextException if none is current
	 * @throws IllegalStateException if the current context was not opened for an HTTP
	 * request
	 */
	static RequestInfo current() {
		RequestContext context = RequestContext.current();
		if (context.origin() instanceof RequestInfo info) {
			return info;
		}
		throw HttpExchange.noExchange(context, "RequestInfo");
	}

	/**
	 * The request of the context that is current on this thread, or null if none is
	 * current or it was not opened for an HTTP request.
	 */
	static @Nullable RequestInfo currentOrNull() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null && context.origin() instanceof RequestInfo info) ? info : null;
	}

	/**
	 * The identity of the request's context: 16 hexadecimal digits. A detached context
	 * has an identity of its own, and here still the request's.
	 */
	String id();

	/**
	 * The method, such as {@code GET}.
	 */
	String method();

	/**
	 * The path as it was sent: still encoded, with the context path, without the query.
	 */
	String path();

	/**
	 * The query as it was sent, still encoded, or null if there was none.
	 */
	@Nullable String query();

	/**
	 * The parameters of the query, by name, names and values in the order they were sent,
	 * decoded as UTF-8. A name without {@code =} has the empty value. A malformed escape
	 * is kept as it was sent, and bytes that are not UTF-8 become U+FFFD. Empty if there
	 * was no query.
	 * <p>
	 * Those of a form's body are not among them: they cannot be read without consuming
	 * the body. Immutable, and there on every thread, as the query is.
	 */
	Map<String, List<String>> parameters();

	/**
	 * The first value of a parameter of the query, or null if it was not sent.
	 * @param name its name, decoded
	 */
	@Nullable String parameter(String name);

	/**
	 * The variables in the path, decoded. Empty until the handler of the request is
	 * known: in a filter, for instance.
	 */
	Map<String, String> pathVariables();

	/**
	 * Say what the path means. For the web framework, which knows the handler; the first
	 * one to call it wins, so that a forward or an error page changes nothing.
	 * @param pathVariables the variables in the path
	 */
	void resolvePathVariables(Map<String, String> pathVariables);

	/**
	 * All headers, by name in any case, sorted by name; the values of one in the order
	 * they were sent.
	 */
	Map<String, List<String>> headers();

	/**
	 * The first value of a header, or null if it was not sent.
	 * @param name its name, in any case
	 */
	@Nullable String header(String name);

	/**
	 * All cookies, by name, in the order they were sent. Of two with one name, the first
	 * counts.
	 */
	Map<String, String> cookies();

	/**
	 * The value of a cookie, or null if it was not sent.
	 * @param name its name
	 */
	@Nullable String cookie(String name);

	/**
	 * The locale the client likes best, or the server's default if it named none.
	 */
	Locale locale();

	/**
	 * The locales the client accepts, the preferred one first. Never empty.
	 */
	List<Locale> locales();

	/**
	 * The address of the client, or of the last proxy that is not trusted: what the
	 * servlet request says once forwarded headers were applied.
	 */
	String remoteAddress();

	/**
	 * A value for this request's {@code Content-Security-Policy} and the {@code nonce}
	 * attributes of its scripts: 128 random bits, in base 64, made on first use and the
	 * same for the rest of the request.
	 */
	String cspNonce();

}
