package dev.requeststate.servlet;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockFilterConfig;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a request where no container tells. The sequences of dispatches and events
 * are those that Tomcat and Jetty were seen to produce.
 */
class PortableRuleTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestStateFilter filter = new RequestStateFilter(this.factory, List.of(), RequestInfoMode.LAZY);

	private final AtomicInteger destroyed = new AtomicInteger();

	private final RequestLocal<String> value = RequestLocal.withInitial("value", () -> "value",
			(value) -> this.destroyed.incrementAndGet());

	private MockHttpServletRequest request = new MockHttpServletRequest(container());

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	/**
	 * What a dispatch does at its end.
	 */
	enum Error {

		SEND_ERROR, SEND_ERROR_WITH_MESSAGE, THROW

	}

	@Test
	void aPlainRequestEndsWithItsDispatch() throws Exception {
		dispatch(DispatcherType.REQUEST, null);
		assertEnded();
	}

	@ParameterizedTest
	@EnumSource(Error.class)
	void aFailedRequestEndsWithItsErrorPage(Error error) throws Exception {
		dispatch(DispatcherType.REQUEST, error);
		assertOpen();
		dispatch(DispatcherType.ERROR, null);
		assertEnded();
	}

	@ParameterizedTest
	@EnumSource(Error.class)
	void itEndsWithAnErrorPageThatFailsTooAsThereIsNoOther(Error error) throws Exception {
		dispatch(DispatcherType.REQUEST, error);
		dispatch(DispatcherType.ERROR, error);
		assertEnded();
	}

	@Test
	void aRequestThatFailsAfterTheCommitHasNoErrorPage() throws Exception {
		this.response.setCommitted(true);
		dispatch(DispatcherType.REQUEST, Error.THROW);
		assertEnded();
	}

	@ParameterizedTest
	@EnumSource(Error.class)
	void aMockServletContextHasNoErrorPages(Error error) throws Exception {
		this.request = new MockHttpServletRequest(new MockServletContext() {
		});
		dispatch(DispatcherType.REQUEST, error);
		assertEnded();
	}

	@ParameterizedTest
	@EnumSource(Error.class)
	void aRequestThatFailsEndsAtOnceWhereErrorsAreNotDispatched(Error error) throws Exception {
		expectNoErrorDispatches();
		dispatch(DispatcherType.REQUEST, error);
		assertEnded();
	}

	@ParameterizedTest
	@EnumSource(Error.class)
	void asynchronousWorkThatFailsEndsAtOnceWhereErrorsAreNotDispatched(Error error) throws Exception {
		expectNoErrorDispatches();
		dispatch(DispatcherType.REQUEST, null, true);
		this.request.setAsyncStarted(false);
		dispatch(DispatcherType.ASYNC, error);
		assertEnded();
	}

	// Tomcat: E(R) X(R) oE, and nothing more.
	@ParameterizedTest
	@EnumSource(Error.class)
	void aRequestThatFailsAfterItHasStartedAsynchronousWorkEndsThereWhereErrorsAreNotDispatched(Error error)
			throws Exception {
		expectNoErrorDispatches();
		dispatch(DispatcherType.REQUEST, error, true);
		assertOpen();
		listener().onError(event());
		assertEnded();
	}

	@Test
	void anErrorFromAWorkerEndsWithTheCompletionWhereErrorsAreNotDispatched() throws Exception {
		expectNoErrorDispatches();
		dispatch(DispatcherType.REQUEST, Error.SEND_ERROR, true);
		assertOpen();
		listener().onComplete(event());
		assertEnded();
	}

	private void expectNoErrorDispatches() {
		MockFilterConfig config = new MockFilterConfig();
		config.addInitParameter(RequestStateFilter.ERROR_DISPATCHES, "false");
		this.filter.init(config);
	}

	@Test
	void asynchronousWorkThatDispatchesEndsWithTheDispatch() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		assertOpen();
		AsyncListener listener = listener();
		this.request.setAsyncStarted(false);
		dispatch(DispatcherType.ASYNC, null);
		assertEnded();
		listener.onComplete(event());
		assertEnded();
	}

	@Test
	void asynchronousWorkThatCompletesEndsThere() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		assertOpen();
		listener().onComplete(event());
		assertEnded();
	}

	@Test
	void asynchronousWorkThatStartsAgainIsFollowed() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		AsyncListener first = listener();
		// Containers forget their listeners here.
		MockAsyncContext again = new MockAsyncContext(this.request, this.response);
		first.onStartAsync(new AsyncEvent(again));
		assertThat(again.getListeners()).containsExactly(first);
		assertOpen();
		first.onComplete(event());
		assertEnded();
	}

	// The application completes while the container dispatches, for a timeout.
	@Test
	void aDispatchKeepsTheRequestOpenThatIsCompletedMeanwhile() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		AsyncListener listener = listener();
		AsyncEvent event = event();
		this.request.setAsyncStarted(false);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			listener.onComplete(event);
			assertOpen();
			assertThat(this.value.get()).isEqualTo("value");
		});
		assertEnded();
	}

	@Test
	void aTimeoutAloneEndsNothing() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		listener().onTimeout(event());
		assertOpen();
	}

	// Jetty: E(A) X(A) / E(ERR) X(ERR) oC. Tomcat: E(A) X(A) oC E(ERR) X(ERR) oE oC.
	@ParameterizedTest
	@EnumSource(Error.class)
	void anErrorInAnAsynchronousDispatchEndsWithItsErrorPageAndNotWithTheCompletionBefore(Error error)
			throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		AsyncListener listener = listener();
		this.request.setAsyncStarted(false);
		dispatch(DispatcherType.ASYNC, error);
		assertOpen();
		listener.onComplete(event());
		assertOpen();
		dispatch(DispatcherType.ERROR, null);
		assertEnded();
		listener.onError(event());
		listener.onComplete(event());
		assertEnded();
	}

	// Tomcat, startAsync without end: oT E(ERR) X(ERR), still started, then oC.
	@Test
	void anErrorPageOfATimeoutEndsWithTheCompletion() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		AsyncListener listener = listener();
		listener.onTimeout(event());
		dispatch(DispatcherType.ERROR, null);
		assertOpen();
		listener.onComplete(event());
		assertEnded();
	}

	// Tomcat: E(R) X(R) E(ERR) X(ERR) oE, and never onComplete.
	@Test
	void aRequestThatThrowsAfterItHasStartedAsynchronousWorkEndsWithTheErrorAfterItsErrorPage() throws Exception {
		dispatch(DispatcherType.REQUEST, Error.THROW, true);
		listener().onError(event());
		assertOpen();
		dispatch(DispatcherType.ERROR, null);
		assertOpen();
		for (AsyncListener listener : mockAsync().getListeners()) {
			listener.onError(event());
		}
		assertEnded();
	}

	// sendError and complete from a worker: E(ERR) X(ERR) oC.
	@Test
	void anErrorFromAWorkerEndsWithItsErrorPage() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		this.request.setAsyncStarted(false);
		dispatch(DispatcherType.ERROR, null);
		assertEnded();
	}

	@Test
	void aRequestThatWasEndedTooEarlyIsServedWithAnotherContext() throws Exception {
		dispatch(DispatcherType.REQUEST, null);
		assertEnded();
		dispatch(DispatcherType.ERROR, null);
		assertThat(this.factory.opened()).isEqualTo(2);
		assertThat(this.factory.closed()).isEqualTo(2);
		assertThat(this.destroyed).hasValue(2);
	}

	@Test
	void aRequestWhoseContextWasClosedByForceIsServedWithAnother() throws Exception {
		dispatch(DispatcherType.REQUEST, null, true);
		this.factory.openContexts().closeByForce();
		this.request.setAsyncStarted(false);
		dispatch(DispatcherType.ASYNC, null);
		assertThat(this.factory.opened()).isEqualTo(2);
		assertThat(this.factory.closed()).isEqualTo(2);
		assertThat(this.destroyed).hasValue(2);
	}

	private void dispatch(DispatcherType type, @Nullable Error error) throws IOException, ServletException {
		dispatch(type, error, false);
	}

	private void dispatch(DispatcherType type, @Nullable Error error, boolean startAsync)
			throws IOException, ServletException {
		this.request.setDispatcherType(type);
		if (type == DispatcherType.ERROR) {
			this.response.setCommitted(false);
		}
		this.request.setAsyncSupported(true);
		ServletException failure = new ServletException("in the page");
		try {
			this.filter.doFilter(this.request, this.response, (request, response) -> {
				this.value.get();
				if (startAsync) {
					request.startAsync();
				}
				if (error == Error.SEND_ERROR) {
					((HttpServletResponse) response).sendError(503);
				}
				else if (error == Error.SEND_ERROR_WITH_MESSAGE) {
					((HttpServletResponse) response).sendError(503, "not now");
				}
				else if (error == Error.THROW) {
					throw failure;
				}
			});
		}
		catch (ServletException ex) {
			assertThat(ex).isSameAs(failure);
		}
	}

	private MockAsyncContext mockAsync() {
		AsyncContext context = this.request.getAsyncContext();
		assertThat(context).isInstanceOf(MockAsyncContext.class);
		return (MockAsyncContext) context;
	}

	private AsyncListener listener() {
		assertThat(mockAsync().getListeners()).hasSize(1);
		return mockAsync().getListeners().get(0);
	}

	private AsyncEvent event() {
		return new AsyncEvent(mockAsync());
	}

	private void assertOpen() {
		assertThat(this.destroyed).hasValue(0);
		assertThat(this.factory.closed()).isZero();
		assertThat(this.factory.opened()).isEqualTo(1);
	}

	private void assertEnded() {
		assertThat(this.destroyed).hasValue(1);
		assertThat(this.factory.opened()).isEqualTo(1);
		assertThat(this.factory.closed()).isEqualTo(1);
		assertThat(this.filter.closedByRule()).isEqualTo(1);
		assertThat(this.filter.closedByContainer()).isZero();
	}

	// Not one of Spring's mocks, so one that has error pages.
	private static ServletContext container() {
		return (ServletContext) Proxy.newProxyInstance(PortableRuleTests.class.getClassLoader(),
				new Class<?>[] { ServletContext.class }, (proxy, method, arguments) -> null);
	}

}
