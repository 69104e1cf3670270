package dev.requeststate.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.requeststate.context.RequestContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Headers and cookies of the response, set from anywhere in the request until the
 * response is committed:
 *
 * <pre class="code">
 * ResponseHeaders.current().set("X-Cart-Size", "3");
 * </pre>
 *
 * On the thread of a dispatch they go into the response at once, and again before its
 * first part is written, so that they replace what the application has set there in the
 * meantime. From other threads they wait here for the next write, or for the end of the
 * dispatch. If the request ends on an error page, they are on that page. Safe for use by
 * several threads of the request.
 */
public final class ResponseHeaders {

	private static final Logger logger = LoggerFactory.getLogger(ResponseHeaders.class);

	private final HttpExchange exchange;

	// All of these are guarded by this object's monitor.
	private final List<ResponseHeader> headers = new ArrayList<>(4);

	// Those before this index are in the response.
	private int applied;

	// Those before this index were once, and may be still.
	private int seen;

	// The dispatch whose response may have been written to; null when all are over.
	private @Nullable Dispatch begun;

	private boolean completed;

	ResponseHeaders(HttpExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * The response of the context that is current on this thread.
	 * @throws dev.requeststate.context.NoRequestContextException if none is current
	 * @throws IllegalStateException if the current context was not opened for an HTTP
	 * request
	 */
	public static ResponseHeaders current() {
		return HttpExchange.of(RequestContext.current(), "ResponseHeaders").responseHeaders();
	}

	/**
	 * Set a header, in place of all values it has.
	 * @param name its name, a token of RFC 9110 section 5.6.2
	 * @param value its value, of characters that RFC 9110 section 5.5 allows; encode
	 * others
	 * @throws IllegalArgumentException if the name or the value is not allowed, as with a
	 * line break in it
	 * @throws IllegalStateException if the response is committed
	 */
	public void set(String name, String value) {
		add(ResponseHeader.set(name, value));
	}

	/**
	 * Add a value to a header.
	 * @param name its name
	 * @param value its value
	 * @throws IllegalArgumentException if the name or the value is not allowed
	 * @throws IllegalStateException if the response is committed
	 */
	public void add(String name, String value) {
		add(ResponseHeader.add(name, value));
	}

	/**
	 * Add a cookie. A copy is kept.
	 * @param cookie the cookie
	 * @throws IllegalArgumentException if its value or an attribute of it is not allowed
	 * (RFC 6265 section 4.1.1)
	 * @throws IllegalStateException if the response is committed
	 */
	public void addCookie(Cookie cookie) {
		add(ResponseHeader.cookie(Objects.requireNonNull(cookie, "'cookie' must not be null")));
	}

	/**
	 * Whether the response is committed or over, so that it is too late to set anything.
	 */
	public boolean isCommitted() {
		return this.exchange.isCommitted();
	}

	private synchronized void add(ResponseHeader header) {
		if (isCommitted()) {
			throw new IllegalStateException("It is too late to set " + header + " on the response to " + this.exchange
					+ ": it is committed. Set it before the first part of the body is sent.");
		}
		this.headers.add(header);
		this.exchange.applyHeadersHere(this);
	}

	/**
	 * What comes next may commit the response. Called on the thread that works on it.
	 */
	synchronized void beforeCommit(Dispatch dispatch) {
		if (this.begun != dispatch) {
			// The application may have set something else since they were put in.
			this.begun = dispatch;
			this.applied = 0;
		}
		applyTo(dispatch.unwrap());
	}

	/**
	 * Put what waits into the response, on the thread that works on it.
	 */
	synchronized void applyTo(HttpServletResponse response) {
		if (this.completed) {
			// Somebody has kept the response, which may be the next request's by now.
			return;
		}
		Leftovers leftovers = (this.applied < this.seen) ? new Leftovers(response) : null;
		while (this.applied < this.headers.size() && !response.isCommitted()) {
			if (apply(this.headers.get(this.applied), response, (this.applied < this.seen) ? leftovers : null)) {
				this.applied++;
				this.seen = Math.max(this.seen, this.applied);
			}
			else {
				this.headers.remove(this.applied);
				this.seen = (this.applied < this.seen) ? this.seen - 1 : this.seen;
			}
		}
	}

	private boolean apply(ResponseHeader header, HttpServletResponse response, @Nullable Leftovers leftovers) {
		try {
			header.applyTo(response, leftovers);
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("The container refused {} on the response to {}", header, this.exchange, ex);
			return false;
		}
	}

	/**
	 * The container may have taken everything out of the response again.
	 */
	synchronized void applyAgain() {
		this.applied = 0;
	}

	/**
	 * The response is over.
	 */
	synchronized void complete() {
		this.completed = true;
		this.begun = null;
		if (this.seen < this.headers.size()) {
			logger.warn("Not sent with the response to {}, which was committed while they were set: {}", this.exchange,
					List.copyOf(this.headers.subList(this.seen, this.headers.size())));
		}
	}

}
