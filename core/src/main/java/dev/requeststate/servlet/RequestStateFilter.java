package dev.requeststate.servlet;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one request context for each HTTP request and makes it current in every dispatch
 * of it: the first, those after asynchronous work, and the error page.
 * <p>
 * Register it for the dispatcher types {@code REQUEST}, {@code ASYNC} and {@code ERROR},
 * with asynchronous work supported, before everything that uses request state. The
 * request ends when the container says that it is done with it; where none of the
 * completions knows the container, when a portable rule says so.
 */
public final class RequestStateFilter implements Filter {

	/**
	 * The init parameter that says {@code "false"} where errors are not expected to come
	 * back as dispatches, such as in a WAR whose error pages are shown by a filter behind
	 * this one. The portable rule then ends a request that fails at once, and does not
	 * wait for an error page; one that comes nevertheless gets a context of its own.
	 */
	public static final String ERROR_DISPATCHES = "error-dispatches";

	private static final Logger logger = LoggerFactory.getLogger(RequestStateFilter.class);

	private final RequestContextFactory factory;

	private final RequestCompletion[] completions;

	private final boolean eager;

	private volatile boolean errorDispatches = true;

	private final LongAdder closedByContainer = new LongAdder();

	private final LongAdder closedByRule = new LongAdder();

	/**
	 * Create a filter.
	 * @param factory opens the contexts
	 * @param completions those that know containers, asked in this order
	 * @param infoMode when the parts of a request are copied
	 */
	public RequestStateFilter(RequestContextFactory factory, List<RequestCompletion> completions,
			RequestInfoMode infoMode) {
		this.factory = Objects.requireNonNull(factory, "'factory' must not be null");
		this.completions = Objects.requireNonNull(completions, "'completions' must not be null")
			.toArray(RequestCompletion[]::new);
		this.eager = Objects.requireNonNull(infoMode, "'infoMode' must not be null") == RequestInfoMode.EAGER;
	}

	@Override
	public void init(FilterConfig config) {
		this.errorDispatches = !"false".equals(config.getInitParameter(ERROR_DISPATCHES));
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
			if (!(request.getAttribute(RequestCompletion.ATTRIBUTE) instanceof HttpExchange exchange)
					|| exchange.isEnded()) {
				dispatch(open(httpRequest), httpRequest, httpResponse, chain);
			}
			else if (exchange.isDispatching()) {
				// A forward or an include, inside a dispatch that was seen to already.
				chain.doFilter(request, response);
			}
			else if (exchange.isEndedByContainer()) {
				dispatch(exchange, httpRequest, httpResponse, chain);
			}
			else {
				dispatchAgain(exchange, httpRequest, httpResponse, chain);
			}
		}
		else {
			chain.doFilter(request, response);
		}
	}

	// By the portable rule the completion of asynchronous work ends a request, also one
	// that the container dispatches at this very moment, for a timeout.
	private void dispatchAgain(HttpExchange exchange, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		Lease lease = exchange.hold();
		if (lease == null) {
			dispatch(open(request), request, response, chain);
			return;
		}
		try (lease) {
			dispatch(exchange, request, response, chain);
		}
	}

	/**
	 * How many requests were ended by their container.
	 */
	public long closedByContainer() {
		return this.closedByContainer.sum();
	}

	/**
	 * How many requests were ended by the portable rule.
	 */
	public long closedByRule() {
		return this.closedByRule.sum();
	}

	// A request whose context was closed too early by the portable rule gets another one
	// for what is left of it: it is not ours to break.
	private HttpExchange open(HttpServletRequest request) {
		HttpExchange exchange = new HttpExchange(this, this.factory, request);
		if (isEndedByContainer(exchange, request)) {
			exchange.endedByContainer();
		}
		request.setAttribute(RequestCompletion.ATTRIBUTE, exchange);
		return exchange;
	}

	private boolean isEndedByContainer(HttpExchange exchange, HttpServletRequest request) {
		for (RequestCompletion completion : this.completions) {
			try {
				if (completion.register(request, exchange)) {
					return true;
				}
			}
			catch (RuntimeException | LinkageError ex) {
				logger.warn("{} could not follow {} to its end; the portable rule will", completion, exchange, ex);
			}
		}
		return false;
	}

	void countClosedByContainer() {
		this.closedByContainer.increment();
	}

	private void endByRule(HttpExchange exchange) {
		if (exchange.end()) {
			this.closedByRule.increment();
		}
	}

	private void dispatch(HttpExchange exchange, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		Dispatch dispatch = new Dispatch(request, response, exchange, chain);
		boolean errorPage = request.getDispatcherType() == DispatcherType.ERROR;
		Throwable failure = null;
		try {
			exchange.enter(dispatch, errorPage);
			if (this.eager) {
				exchange.capture();
			}
			exchange.run(dispatch);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			exchange.exit(dispatch, request);
			if (!exchange.isEndedByContainer()) {
				PortableRule.afterDispatch(exchange, request, failure, this.errorDispatches, () -> endByRule(exchange));
			}
		}
	}

}
