package dev.requeststate.servlet;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What the request said: where, when and how often it is read from the container.
 */
class RequestInfoTests {

	private final MockExchange exchange = new MockExchange();

	private final AtomicReference<RequestInfo> seen = new AtomicReference<>();

	@Test
	void itHasWhatTheRequestSaid() throws Exception {
		this.exchange.request.setMethod("POST");
		this.exchange.request.setRequestURI("/b%C3%BCcher/1");
		this.exchange.request.setQueryString("q=%20x");
		this.exchange.request.addHeader("Accept", "text/html");
		this.exchange.request.addHeader("Accept", "text/plain");
		this.exchange.request.setCookies(new Cookie("a", "1"), new Cookie("b", "2"), new Cookie("a", "3"));
		this.exchange.request.setPreferredLocales(List.of(Locale.FRENCH, Locale.ITALIAN));
		this.exchange.request.setRemoteAddr("192.0.2.7");
		this.exchange.dispatch((request, response) -> {
			RequestInfo info = RequestInfo.current();
			assertThat(info.method()).isEqualTo("POST");
			assertThat(info.path()).isEqualTo("/b%C3%BCcher/1");
			assertThat(info.query()).isEqualTo("q=%20x");
			assertThat(info.parameters()).isEqualTo(Map.of("q", List.of(" x")));
			assertThat(info.parameter("q")).isEqualTo(" x");
			assertThat(info.parameter("Q")).isNull();
			assertThat(info).hasToString("POST /b%C3%BCcher/1");
			assertThat(info.id()).isEqualTo(RequestContext.current().id());
			assertThat(info.headers().get("accept")).containsExactly("text/html", "text/plain");
			assertThat(info.header("ACCEPT")).isEqualTo("text/html");
			assertThat(info.header("X-None")).isNull();
			assertThat(info.cookies()).isEqualTo(Map.of("a", "1", "b", "2"));
			assertThat(info.cookie("a")).isEqualTo("1");
			assertThat(info.cookie("c")).isNull();
			assertThat(info.locale()).isEqualTo(Locale.FRENCH);
			assertThat(info.locales()).containsExactly(Locale.FRENCH, Locale.ITALIAN);
			assertThat(info.remoteAddress()).isEqualTo("192.0.2.7");
			assertThat(RequestInfo.currentOrNull()).isSameAs(info);
		});
	}

	@Test
	void itsNameHasNeitherTheQueryNorTheParametersOfThePath() throws Exception {
		this.exchange.request.setRequestURI("/shop;v=1/cart;jsessionid=5EC4E7");
		this.exchange.request.setQueryString("token=5EC4E7");
		this.exchange.dispatch((request, response) -> {
			assertThat(RequestInfo.current().name()).isEqualTo("GET /shop/cart");
			assertThat(RequestInfo.current()).hasToString("GET /shop/cart");
			assertThat(RequestContext.current().toString()).doesNotContain("5EC4E7");
			assertThat(RequestInfo.current().path()).isEqualTo("/shop;v=1/cart;jsessionid=5EC4E7");
		});
	}

	@Test
	void itsNameIsThePathAsItWasSent() throws Exception {
		this.exchange.request.setRequestURI("/a%0d%0aINFO%20all%20is%20well");
		this.exchange.dispatch((request, response) -> {
			assertThat(RequestInfo.current().name()).isEqualTo("GET /a%0d%0aINFO%20all%20is%20well");
			assertThat(RequestContext.current().toString()).contains("/a%0d%0aINFO%20all%20is%20well")
				.doesNotContain("\r", "\n");
		});
	}

	@Test
	void ofTwoCookiesOfOneNameTheFirstCounts() throws Exception {
		this.exchange.request.setCookies(new Cookie("a", "1"), new Cookie("a", "2"));
		this.exchange.dispatch((request, response) -> {
			assertThat(RequestInfo.current().cookie("a")).isEqualTo("1");
			assertThat(RequestInfo.current().cookies()).containsExactly(Map.entry("a", "1"));
		});
	}

	@Test
	void whatTheContainerCannotReadCountsAsNotSent() throws Exception {
		this.exchange.request.addHeader("X-User", "alice");
		HttpServletRequest strict = new HttpServletRequestWrapper(this.exchange.request) {

			@Override
			public Cookie[] getCookies() {
				throw new IllegalArgumentException("400: Bad cookie");
			}

			@Override
			public Enumeration<Locale> getLocales() {
				throw new IllegalArgumentException("400: Invalid quality");
			}

		};
		this.exchange.dispatch(DispatcherType.REQUEST, strict, this.exchange.response, (request, response) -> {
			RequestInfo info = RequestInfo.current();
			assertThat(info.header("X-User")).isEqualTo("alice");
			assertThat(info.cookies()).isEmpty();
			assertThat(info.locales()).containsExactly(Locale.getDefault());
		});
	}

	@Test
	void noncesOfManyRequestsAreAllDifferentAndComeFromASecureSource() throws Exception {
		Set<String> nonces = new HashSet<>();
		for (int i = 0; i < 2000; i++) {
			new MockExchange().dispatch((request, response) -> nonces.add(RequestInfo.current().cspNonce()));
		}
		assertThat(nonces).hasSize(2000);
		assertThat(RequestFacts.class.getDeclaredField("random").getType()).isEqualTo(SecureRandom.class);
	}

	@Test
	void nothingInItCanBeChanged() throws Exception {
		this.exchange.request.addHeader("Accept", "text/html");
		this.exchange.request.setCookies(new Cookie("a", "1"));
		this.exchange.request.setQueryString("q=1");
		this.exchange.dispatch((request, response) -> {
			RequestInfo info = RequestInfo.current();
			info.resolvePathVariables(Map.of("slug", "emma"));
			assertThat(info.headers()).isUnmodifiable();
			assertThat(info.headers().get("Accept")).isUnmodifiable();
			assertThat(info.cookies()).isUnmodifiable();
			assertThat(info.locales()).isUnmodifiable();
			assertThat(info.pathVariables()).isUnmodifiable();
			assertThat(info.parameters()).isUnmodifiable();
			assertThat(info.parameters().get("q")).isUnmodifiable();
		});
	}

	@Test
	void itIsReadFromTheContainerOnceAndOnlyWhenUsed() throws Exception {
		this.exchange.request.addHeader("X-User", "alice");
		CountingRequest counting = new CountingRequest(this.exchange.request);
		this.exchange.dispatch(DispatcherType.REQUEST, counting, this.exchange.response, (request, response) -> {
			assertThat(RequestInfo.current().path()).isEqualTo("/cart");
			assertThat(counting.reads).as("before anybody asks").hasValue(0);
			assertThat(RequestInfo.current().header("X-User")).isEqualTo("alice");
			RequestInfo.current().locale();
			RequestInfo.current().cookies();
			try (Lease lease = RequestContext.current().lease()) {
				assertThat(lease.context().isOpen()).isTrue();
			}
		});
		this.exchange.dispatch(DispatcherType.ASYNC, counting, this.exchange.response,
				(request, response) -> assertThat(RequestInfo.current().header("x-user")).isEqualTo("alice"));
		assertThat(counting.reads).hasValue(1);
	}

	@Test
	void ofSeveralValuesOfAParameterTheFirstIsTheOneAskedFor() throws Exception {
		this.exchange.request.setQueryString("q=1&q=2");
		this.exchange.dispatch((request, response) -> assertThat(RequestInfo.current().parameter("q")).isEqualTo("1"));
	}

	@Test
	void theQueryIsParsedOnceAndItsParametersStayWithADetachedContext() throws Exception {
		this.exchange.request.setQueryString("q=1");
		this.exchange.dispatch((request, response) -> {
			RequestInfo info = RequestInfo.current();
			Map<String, List<String>> parameters = info.parameters();
			info.resolvePathVariables(Map.of("a", "1"));
			info.header("X-User");
			info.cspNonce();
			assertThat(info.parameters()).isSameAs(parameters);
			RequestContext.detached(info)
				.run(() -> assertThat(RequestInfo.current().parameters()).isSameAs(parameters));
		});
	}

	@Test
	void whatAFormHasInItsBodyIsNoParameterOfTheQuery() throws Exception {
		this.exchange.request.setQueryString("q=1");
		this.exchange.request.setParameter("q", "of the body");
		this.exchange.request.setParameter("card", "of the body");
		this.exchange.dispatch((request, response) -> assertThat(RequestInfo.current().parameters())
			.isEqualTo(Map.of("q", List.of("1"))));
	}

	@Test
	void theErrorPageSeesTheOriginalRequest() throws Exception {
		this.exchange.request.setQueryString("page=2");
		this.exchange.request.setMethod("POST");
		this.exchange.dispatch((request, response) -> RequestInfo.current().resolvePathVariables(Map.of("a", "1")));
		this.exchange.request.setRequestURI("/error");
		this.exchange.request.setMethod("GET");
		this.exchange.request.setQueryString(null);
		this.exchange.errorPage((request, response) -> {
			RequestInfo.current().resolvePathVariables(Map.of("a", "of the error page"));
			assertThat(RequestInfo.current()).hasToString("POST /cart");
			assertThat(RequestInfo.current().query()).isEqualTo("page=2");
			assertThat(RequestInfo.current().parameter("page")).isEqualTo("2");
			assertThat(RequestInfo.current().pathVariables()).isEqualTo(Map.of("a", "1"));
		});
		assertThat(this.exchange.opened()).hasSize(1);
	}

	@Test
	void itIsTheOriginalAlsoWhereTheFilterSeesTheErrorPageOnly() throws Exception {
		this.exchange.request.setRequestURI("/error");
		this.exchange.request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/cart");
		this.exchange.request.setAttribute(RequestDispatcher.ERROR_QUERY_STRING, "page=2");
		this.exchange.request.setAttribute(RequestDispatcher.ERROR_METHOD, "POST");
		this.exchange.dispatch(DispatcherType.ERROR, (request, response) -> {
			assertThat(RequestInfo.current()).hasToString("POST /cart");
			assertThat(RequestInfo.current().query()).isEqualTo("page=2");
		});
	}

	@Test
	void itIsTheOriginalAlsoWhereTheFilterSeesTheAsyncDispatchOnly() throws Exception {
		this.exchange.request.setRequestURI("/elsewhere");
		this.exchange.request.setQueryString("of=elsewhere");
		this.exchange.request.setAttribute(AsyncContext.ASYNC_REQUEST_URI, "/cart");
		this.exchange.dispatch(DispatcherType.ASYNC, (request, response) -> {
			assertThat(RequestInfo.current()).hasToString("GET /cart");
			assertThat(RequestInfo.current().query()).isNull();
		});
	}

	@Test
	void aHeaderWhoseValuesAFilterInFrontHasHiddenWasNotSent() throws Exception {
		this.exchange.request.addHeader("X-Secret", "s");
		HttpServletRequest hiding = new HttpServletRequestWrapper(this.exchange.request) {

			@Override
			public Enumeration<String> getHeaders(String name) {
				return Collections.emptyEnumeration();
			}

		};
		this.exchange.dispatch(DispatcherType.REQUEST, hiding, this.exchange.response, (request, response) -> {
			assertThat(RequestInfo.current().header("X-Secret")).isNull();
			assertThat(RequestInfo.current().headers()).isEmpty();
		});
	}

	@Test
	void pathVariablesAreEmptyUntilTheHandlerIsKnown() throws Exception {
		this.exchange.dispatch((request, response) -> {
			assertThat(RequestInfo.current().pathVariables()).isEmpty();
			RequestInfo.current().resolvePathVariables(Map.of("slug", "emma"));
			assertThat(RequestInfo.current().pathVariables()).isEqualTo(Map.of("slug", "emma"));
		});
	}

	@Test
	void anotherThreadGetsAnErrorWithTheRemedyWhereNothingWasCopied() throws Exception {
		this.exchange.dispatch((request, response) -> {
			RequestInfo info = RequestInfo.current();
			assertThatIllegalStateException().isThrownBy(() -> MockExchange.elsewhere(() -> info.header("X-User")))
				.withMessageContaining("GET /cart")
				.withMessageContaining("thread 'elsewhere' does not run its dispatch")
				.withMessageContaining("RequestContext.lease()")
				.withMessageContaining("request-state.request-info=eager");
		});
	}

	@Test
	void whatNeedsNoCopyIsThereOnEveryThread() throws Throwable {
		this.exchange.dispatch((request, response) -> this.seen.set(RequestInfo.current()));
		RequestInfo info = this.seen.get();
		assertThat(MockExchange
			.elsewhere(() -> info.method() + info.path() + info.query() + info.parameters() + info.pathVariables()))
			.isEqualTo("GET/cartnull{}{}");
	}

	@Test
	void aLeaseCopiesForTheThreadItGoesTo() throws Throwable {
		this.exchange.request.addHeader("X-User", "alice");
		AtomicReference<Lease> taken = new AtomicReference<>();
		this.exchange.dispatch((request, response) -> taken.set(RequestContext.current().lease()));
		this.exchange.request.removeHeader("X-User");
		this.exchange.complete();
		assertThat(MockExchange.elsewhere(() -> {
			try (Lease lease = taken.get(); Binding binding = lease.bind()) {
				return String.valueOf(RequestInfo.current().header("X-User"));
			}
		})).isEqualTo("alice");
		assertThat(this.exchange.factory().closed()).isEqualTo(1);
	}

	@Test
	void aDispatchThatStartsAsynchronousWorkCopiesAtItsEnd() throws Exception {
		this.exchange.request.addHeader("X-User", "alice");
		this.exchange.request.setAsyncSupported(true);
		this.exchange.dispatch((request, response) -> {
			request.startAsync();
			this.seen.set(RequestInfo.current());
		});
		assertThat(this.seen.get().header("X-User")).isEqualTo("alice");
	}

	@Test
	void aDispatchThatEndsCopiesNothing() throws Exception {
		this.exchange.dispatch((request, response) -> this.seen.set(RequestInfo.current()));
		assertThatIllegalStateException().isThrownBy(() -> this.seen.get().headers());
	}

	@Test
	void theEagerModeCopiesBeforeAnythingElse() throws Throwable {
		MockExchange eager = new MockExchange(RequestInfoMode.EAGER);
		eager.request.addHeader("X-User", "alice");
		eager.dispatch((request, response) -> this.seen.set(RequestInfo.current()));
		assertThat(MockExchange.elsewhere(() -> String.valueOf(this.seen.get().header("X-User")))).isEqualTo("alice");
	}

	@Test
	void theNonceStaysForARequestAndDiffersBetweenRequests() throws Exception {
		AtomicReference<String> nonce = new AtomicReference<>();
		this.exchange.dispatch((request, response) -> nonce.set(RequestInfo.current().cspNonce()));
		this.exchange
			.errorPage((request, response) -> assertThat(RequestInfo.current().cspNonce()).isEqualTo(nonce.get()));
		assertThat(nonce.get()).matches("[A-Za-z0-9+/]{22}");
		new MockExchange()
			.dispatch((request, response) -> assertThat(RequestInfo.current().cspNonce()).isNotEqualTo(nonce.get()));
	}

	@Test
	void aJobHasNoRequest() {
		RequestContext.run("nightly", () -> {
			assertThat(RequestInfo.currentOrNull()).isNull();
			assertThatIllegalStateException().isThrownBy(RequestInfo::current)
				.withMessageContaining("no RequestInfo")
				.withMessageContaining("nightly")
				.withMessageContaining("not opened for an HTTP request");
		});
		assertThat(RequestInfo.currentOrNull()).isNull();
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(RequestInfo::current);
	}

	@Test
	@SuppressWarnings("NullAway") // what a caller without the checker may do
	void nullIsRefusedByName() throws Exception {
		this.exchange.dispatch((request, response) -> {
			assertThatNullPointerException().isThrownBy(() -> RequestInfo.current().header(null))
				.withMessage("'name' must not be null");
			assertThatNullPointerException().isThrownBy(() -> RequestInfo.current().parameter(null))
				.withMessage("'name' must not be null");
			assertThatNullPointerException().isThrownBy(() -> RequestInfo.current().cookie(null))
				.withMessage("'name' must not be null");
		});
	}

	private static final class CountingRequest extends HttpServletRequestWrapper {

		private final AtomicInteger reads = new AtomicInteger();

		CountingRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			this.reads.incrementAndGet();
			return Collections.enumeration(Collections.list(super.getHeaderNames()));
		}

	}

}
