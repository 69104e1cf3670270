package dev.requeststate.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.LogCapture;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One context over all dispatches of a request, and nothing of it left on the thread.
 */
class RequestStateFilterTests {

	private final MockExchange exchange = new MockExchange();

	private final AtomicInteger destroyed = new AtomicInteger();

	private final RequestLocal<StringBuilder> page = RequestLocal.withInitial("page", StringBuilder::new,
			(page) -> this.destroyed.incrementAndGet());

	@Test
	void allDispatchesOfARequestShareItsContext() throws Exception {
		for (DispatcherType type : List.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ASYNC,
				DispatcherType.ERROR)) {
			this.exchange.dispatch(type, (request, response) -> this.page.get().append(type).append(' '));
		}
		this.exchange.dispatch(DispatcherType.ERROR,
				(request, response) -> assertThat(this.page.get()).hasToString("REQUEST ASYNC ASYNC ERROR "));
		assertThat(this.exchange.opened()).hasSize(1);
		assertThat(this.destroyed).hasValue(0);
		this.exchange.complete();
		this.exchange.complete();
		assertThat(this.destroyed).hasValue(1);
		assertThat(this.exchange.factory().closed()).isEqualTo(1);
		assertThat(this.exchange.filter.closedByContainer()).isEqualTo(1);
		assertThat(this.exchange.filter.closedByRule()).isZero();
	}

	@Test
	void aForwardInsideADispatchGoesOnInTheSameContext() throws Exception {
		List<RequestContext> contexts = new ArrayList<>();
		this.exchange.dispatch((request, response) -> {
			contexts.add(RequestContext.current());
			this.exchange.filter.doFilter(request, response, (forwarded, answer) -> {
				contexts.add(RequestContext.current());
				assertThat(forwarded).isSameAs(request);
				assertThat(answer).isSameAs(response);
			});
			contexts.add(RequestContext.current());
		});
		assertThat(contexts).hasSize(3).containsOnly(contexts.get(0));
		assertThat(this.exchange.opened()).hasSize(1);
	}

	@Test
	void whatARequestIsDoingCanBeAskedFromElsewhere() throws Exception {
		List<String> states = new ArrayList<>();
		RequestContext[] context = new RequestContext[1];
		String thread = "thread '" + Thread.currentThread().getName() + "'";
		this.exchange.dispatch((request, response) -> {
			context[0] = RequestContext.current();
			states.add(context[0].origin().state());
		});
		states.add(context[0].origin().state());
		this.exchange.dispatch(DispatcherType.ASYNC, (request, response) -> {
			states.add(context[0].origin().state());
			response.sendError(500);
		});
		states.add(context[0].origin().state());
		this.exchange.errorPage((request, response) -> states.add(context[0].origin().state()));
		Lease lease = context[0].lease();
		this.exchange.complete();
		states.add(context[0].origin().state());
		lease.close();
		assertThat(states).containsExactly("REQUEST dispatch on " + thread, "between dispatches",
				"ASYNC dispatch on " + thread, "waiting for its error page", "ERROR dispatch on " + thread,
				"ended, kept open by leases");
	}

	@Test
	void everyRequestHasItsOwn() throws Exception {
		this.exchange.dispatch((request, response) -> this.page.get().append("one"));
		this.exchange.complete();
		this.exchange.dispatch(DispatcherType.REQUEST, new MockHttpServletRequest("GET", "/other"),
				new MockHttpServletResponse(), (request, response) -> assertThat(this.page.get()).isEmpty());
		assertThat(this.exchange.opened()).hasSize(2).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource(value = DispatcherType.class, names = { "FORWARD", "INCLUDE" })
	void aDispatchInsideADispatchPassesThrough(DispatcherType nested) throws Exception {
		this.exchange.dispatch((request, response) -> {
			RequestContext context = RequestContext.current();
			this.exchange.request.setDispatcherType(nested);
			this.exchange.filter.doFilter(request, response, (nestedRequest, nestedResponse) -> {
				assertThat(nestedRequest).isSameAs(request);
				assertThat(nestedResponse).isSameAs(response);
				assertThat(RequestContext.current()).isSameAs(context);
			});
			assertThat(RequestContext.current()).isSameAs(context);
			assertThat(RequestInfo.current().header("X-None")).as("still in the dispatch").isNull();
		});
		assertThat(this.exchange.opened()).hasSize(1);
	}

	@Test
	void whatIsNotHttpPassesThrough() throws Exception {
		ServletRequest request = new ServletRequestWrapper(new MockHttpServletRequest());
		ServletResponse response = new ServletResponseWrapper(new MockHttpServletResponse());
		AtomicReference<ServletResponse> seen = new AtomicReference<>();
		this.exchange.filter.doFilter(request, response, (chainRequest, chainResponse) -> {
			assertThat(RequestContext.currentOrNull()).isNull();
			seen.set(chainResponse);
		});
		assertThat(seen.get()).isSameAs(response);
		assertThat(this.exchange.opened()).isEmpty();
	}

	@Test
	void anExceptionPassesAndClearsTheThread() {
		ServletException failure = new ServletException("in the page");
		assertThatThrownBy(() -> this.exchange.dispatch((request, response) -> {
			this.page.get();
			throw failure;
		})).isSameAs(failure);
		assertThat(RequestContext.currentOrNull()).isNull();
		this.exchange.complete();
		assertThat(this.destroyed).hasValue(1);
	}

	@Test
	void anErrorPassesAndClearsTheThread() {
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> this.exchange.dispatch((request, response) -> {
				throw new StackOverflowError();
			}));
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	// The control: what the tests above would see if the filter left its binding open.
	@Test
	void aBindingThatIsLeftOpenIsSeen() {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		try (Lease lease = factory.open(() -> "control")) {
			Binding left = lease.bind();
			assertThat(RequestContext.currentOrNull()).isNotNull();
			left.close();
		}
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void whatTheApplicationLeavesBoundIsUnbound() throws Exception {
		this.exchange.dispatch((request, response) -> {
			Binding left = RequestContext.current().bind();
			assertThat(left).isNotNull();
		});
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void anotherContextThatWasCurrentIsCurrentAgain() {
		RequestContext.run("outer", () -> {
			RequestContext outer = RequestContext.current();
			try {
				this.exchange.filter.doFilter(this.exchange.request, this.exchange.response,
						(request, response) -> assertThat(RequestContext.current()).isNotSameAs(outer));
			}
			catch (IOException | ServletException ex) {
				throw new AssertionError(ex);
			}
			assertThat(RequestContext.current()).isSameAs(outer);
		});
	}

	@Test
	void aRequestThatIsDispatchedAfterItsEndGetsAnotherContext() throws Exception {
		this.exchange.dispatch((request, response) -> this.page.get().append("first"));
		this.exchange.complete();
		assertThat(this.destroyed).hasValue(1);
		this.exchange.errorPage((request, response) -> assertThat(this.page.get()).isEmpty());
		assertThat(this.exchange.opened()).hasSize(2).doesNotHaveDuplicates();
		this.exchange.complete();
		assertThat(this.destroyed).hasValue(2);
		assertThat(this.exchange.factory().closed()).isEqualTo(2);
		assertThat(this.exchange.filter.closedByContainer()).isEqualTo(2);
	}

	@Test
	void aLeaseOutlivesTheRequest() throws Exception {
		AtomicReference<Lease> taken = new AtomicReference<>();
		this.exchange.dispatch((request, response) -> {
			this.page.get();
			taken.set(RequestContext.current().lease());
		});
		this.exchange.complete();
		assertThat(this.destroyed).hasValue(0);
		taken.get().close();
		assertThat(this.destroyed).hasValue(1);
	}

	@Test
	void aCompletionThatThrowsLeavesTheRequestToTheRule() throws Exception {
		assertThatTheRuleStandsInFor((request, onCompletion) -> {
			throw new IllegalStateException("not my container");
		});
	}

	@Test
	void aCompletionThatWasCompiledForAnotherContainerLeavesTheRequestToTheRule() throws Exception {
		assertThatTheRuleStandsInFor((request, onCompletion) -> {
			throw new NoSuchMethodError("addCompletionListener");
		});
	}

	@Test
	void aCompletionThatDoesNotKnowTheContainerLeavesTheRequestToTheRule() throws Exception {
		assertThatTheRuleStandsInFor((request, onCompletion) -> false);
	}

	private void assertThatTheRuleStandsInFor(RequestCompletion completion) throws Exception {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		RequestStateFilter filter = new RequestStateFilter(factory, List.of(completion), RequestInfoMode.LAZY);
		filter.doFilter(this.exchange.request, this.exchange.response, (request, response) -> this.page.get());
		assertThat(RequestContext.currentOrNull()).isNull();
		assertThat(this.destroyed).hasValue(1);
		assertThat(filter.closedByRule()).isEqualTo(1);
		assertThat(factory.closed()).isEqualTo(1);
	}

	@Test
	void theFirstCompletionThatKnowsTheContainerIsTheOnlyOne() throws Exception {
		AtomicReference<Runnable> end = new AtomicReference<>();
		RequestStateFilter filter = new RequestStateFilter(this.exchange.factory(),
				List.of((request, onCompletion) -> false, (request, onCompletion) -> {
					end.set(onCompletion);
					return true;
				}, (request, onCompletion) -> {
					throw new AssertionError("asked for nothing");
				}), RequestInfoMode.LAZY);
		filter.doFilter(this.exchange.request, this.exchange.response, (request, response) -> this.page.get());
		assertThat(this.destroyed).hasValue(0);
		end.get().run();
		assertThat(this.destroyed).hasValue(1);
		assertThat(filter.closedByContainer()).isEqualTo(1);
	}

	@Test
	void aRequestThatCannotBeCopiedIsServedAllTheSame() throws Exception {
		MockHttpServletRequest broken = new MockHttpServletRequest("GET", "/cart") {

			@Override
			public Enumeration<String> getHeaderNames() {
				throw new IllegalStateException("broken");
			}

		};
		broken.setAsyncSupported(true);
		AtomicReference<RequestInfo> info = new AtomicReference<>();
		try (LogCapture log = new LogCapture(HttpExchange.class)) {
			this.exchange.dispatch(DispatcherType.REQUEST, broken, this.exchange.response, (request, response) -> {
				broken.startAsync();
				info.set(RequestInfo.current());
				RequestContext.current().lease().close();
				assertThatIllegalStateException().isThrownBy(() -> RequestInfo.current().headers())
					.withMessage("broken");
			});
			assertThat(log.messages()).hasSize(2)
				.allMatch((message) -> message
					.equals("Could not copy the headers, cookies, locales and remote " + "address of GET /cart"));
		}
		assertThatIllegalStateException().isThrownBy(() -> info.get().headers())
			.withMessageContaining("were not copied");
	}

	@Test
	@SuppressWarnings("NullAway") // what a caller without the checker may do
	void nullIsRefusedByName() {
		RequestContextFactory factory = this.exchange.factory();
		assertThatNullPointerException().isThrownBy(() -> new RequestStateFilter(null, List.of(), RequestInfoMode.LAZY))
			.withMessage("'factory' must not be null");
		assertThatNullPointerException().isThrownBy(() -> new RequestStateFilter(factory, null, RequestInfoMode.LAZY))
			.withMessage("'completions' must not be null");
		assertThatNullPointerException().isThrownBy(() -> new RequestStateFilter(factory, List.of(), null))
			.withMessage("'infoMode' must not be null");
	}

}
