package dev.requeststate.servlet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One request with its dispatches, sent through a filter by hand; the test is the
 * container, and says itself when the request is over.
 */
final class MockExchange {

	private final List<String> opened = new ArrayList<>();

	private final RequestContextFactory factory = RequestContextFactory.builder()
		.observer(new RequestContextObserver() {

			@Override
			public void onOpened(RequestContext context) {
				MockExchange.this.opened.add(context.id());
			}

		})
		.build();

	private final List<Runnable> completions = new ArrayList<>();

	final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/cart");

	final MockHttpServletResponse response = new MockHttpServletResponse();

	final RequestStateFilter filter;

	MockExchange() {
		this(RequestInfoMode.LAZY);
	}

	MockExchange(RequestInfoMode mode) {
		this.filter = new RequestStateFilter(this.factory, List.of((request, onCompletion) -> {
			this.completions.add(onCompletion);
			return true;
		}), mode);
	}

	RequestContextFactory factory() {
		return this.factory;
	}

	/**
	 * The identities of the contexts that were opened.
	 */
	List<String> opened() {
		return this.opened;
	}

	void dispatch(Handler handler) throws ServletException, IOException {
		dispatch(DispatcherType.REQUEST, handler);
	}

	void dispatch(DispatcherType type, Handler handler) throws ServletException, IOException {
		dispatch(type, this.request, this.response, handler);
	}

	void dispatch(DispatcherType type, HttpServletRequest request, HttpServletResponse response, Handler handler)
			throws ServletException, IOException {
		this.request.setDispatcherType(type);
		this.filter.doFilter(request, response, (chainRequest, chainResponse) -> handler
			.handle((HttpServletRequest) chainRequest, (HttpServletResponse) chainResponse));
		assertThat(RequestContext.currentOrNull()).as("left bound by the dispatch").isNull();
	}

	/**
	 * The error page after {@code sendError} or an exception, where the container keeps
	 * what is in the response, as Tomcat does.
	 */
	void errorPage(Handler handler) throws ServletException, IOException {
		this.response.setCommitted(false);
		dispatch(DispatcherType.ERROR, handler);
	}

	/**
	 * As {@link #errorPage}, where the container begins with an empty response, as Jetty
	 * does.
	 */
	void errorPageOfEmptyResponse(Handler handler) throws ServletException, IOException {
		this.response.setCommitted(false);
		this.response.reset();
		dispatch(DispatcherType.ERROR, handler);
	}

	/**
	 * The container is done with the request.
	 */
	void complete() {
		this.completions.forEach(Runnable::run);
	}

	/**
	 * Do something on a thread of its own and wait for it.
	 * @throws Throwable what it threw
	 */
	static <T> T elsewhere(Work<T> work) throws Throwable {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(work.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, "elsewhere");
		thread.start();
		try {
			return result.get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
		catch (TimeoutException ex) {
			throw new AssertionError("The other thread stands still", ex);
		}
		finally {
			thread.join(Duration.ofSeconds(10).toMillis());
		}
	}

	interface Handler {

		void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

	}

	interface Work<T> {

		T call() throws Throwable;

	}

}
