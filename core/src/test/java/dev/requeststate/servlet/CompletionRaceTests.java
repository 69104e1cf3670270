package dev.requeststate.servlet;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that can end a request, at the same moment as something else that can: it
 * ends once, and its value is destroyed once.
 */
@Tag("race")
class CompletionRaceTests {

	private static final int TIMES = 10_000;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	private final CyclicBarrier start = new CyclicBarrier(2);

	private final AtomicInteger destroyed = new AtomicInteger();

	private final RequestLocal<String> value = RequestLocal.withInitial("value", () -> "value",
			(value) -> this.destroyed.incrementAndGet());

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	// The application completes while the container times the request out and dispatches.
	@Test
	void theDispatchOfATimeoutAndTheCompletionEndARequestOnce() throws Exception {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		RequestStateFilter filter = new RequestStateFilter(factory, List.of(), RequestInfoMode.LAZY);
		ServletContext container = container();
		for (int i = 0; i < TIMES; i++) {
			MockHttpServletRequest request = new MockHttpServletRequest(container, "GET", "/cart");
			request.setAsyncSupported(true);
			MockHttpServletResponse response = new MockHttpServletResponse();
			filter.doFilter(request, response, (chainRequest, chainResponse) -> {
				this.value.get();
				chainRequest.startAsync();
			});
			MockAsyncContext async = (MockAsyncContext) request.getAsyncContext();
			assertThat(async).isNotNull();
			AsyncListener listener = async.getListeners().get(0);
			request.setAsyncStarted(false);
			request.setDispatcherType(DispatcherType.ASYNC);
			listener.onTimeout(new AsyncEvent(async));
			atOnce(() -> filter.doFilter(request, response, (chainRequest, chainResponse) -> {
			}), () -> listener.onComplete(new AsyncEvent(async)));
		}
		assertEndedOnce(factory);
		// One that is completed first gets another context for its dispatch.
		assertThat(filter.closedByRule()).isEqualTo(factory.opened());
	}

	@Test
	void twoCompletionsOfAContainerEndARequestOnce() throws Exception {
		for (int i = 0; i < TIMES; i++) {
			MockExchange exchange = new MockExchange();
			exchange.dispatch((request, response) -> this.value.get());
			atOnce(exchange::complete, exchange::complete);
			assertThat(exchange.factory().closed()).isEqualTo(1);
			assertThat(exchange.filter.closedByContainer()).isEqualTo(1);
		}
		assertThat(this.destroyed).hasValue(TIMES);
	}

	@Test
	void theCompletionAndTheLastLeaseEndARequestOnce() throws Exception {
		for (int i = 0; i < TIMES; i++) {
			MockExchange exchange = new MockExchange();
			Lease[] lease = new Lease[1];
			exchange.dispatch((request, response) -> {
				this.value.get();
				lease[0] = RequestContext.current().lease();
			});
			atOnce(exchange::complete, lease[0]::close);
			assertThat(exchange.factory().closed()).isEqualTo(1);
		}
		assertThat(this.destroyed).hasValue(TIMES);
	}

	private void assertEndedOnce(RequestContextFactory factory) {
		assertThat(factory.opened()).isGreaterThanOrEqualTo(TIMES);
		assertThat(factory.closed()).isEqualTo(factory.opened());
		assertThat(this.destroyed).hasValue(TIMES);
	}

	private void atOnce(Step one, Step other) throws Exception {
		Future<?> first = this.threads.submit(() -> step(one));
		Future<?> second = this.threads.submit(() -> step(other));
		first.get(10, TimeUnit.SECONDS);
		second.get(10, TimeUnit.SECONDS);
	}

	private Object step(Step step) throws Exception {
		this.start.await(10, TimeUnit.SECONDS);
		step.run();
		return this;
	}

	// Not one of Spring's mocks, so one that has error pages.
	private static ServletContext container() {
		return (ServletContext) Proxy.newProxyInstance(CompletionRaceTests.class.getClassLoader(),
				new Class<?>[] { ServletContext.class }, (proxy, method, arguments) -> null);
	}

	private interface Step {

		void run() throws Exception;

	}

}
