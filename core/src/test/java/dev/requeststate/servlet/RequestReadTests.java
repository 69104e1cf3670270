package dev.requeststate.servlet;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.requeststate.call.CallScope;
import dev.requeststate.call.RequestRead;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which part of a request a cached call has read.
 */
class RequestReadTests {

	private final MockExchange exchange = new MockExchange();

	private List<String> reads(Function<RequestInfo, @Nullable Object> work) throws Exception {
		CallScope[] call = new CallScope[1];
		this.exchange.request.setQueryString("page=2");
		this.exchange.request.addHeader("X-User", "ada");
		this.exchange.request.setCookies(new Cookie("user", "ada"));
		this.exchange.dispatch((request, response) -> {
			call[0] = CallScope.open("prices");
			call[0].call(() -> work.apply(RequestInfo.current()));
		});
		return parts(call[0]);
	}

	private static List<String> parts(CallScope call) {
		return call.requestReads().stream().map(RequestRead::part).map(Object::toString).toList();
	}

	@Test
	void eachHeaderCookieAndParameterIsApart() throws Exception {
		assertThat(reads((info) -> info.header("X-User") + info.header("x-user") + info.header("Accept")
				+ info.cookie("user") + info.cookie("User") + info.parameter("page") + info.parameter("none")))
			.containsExactly("header 'x-user'", "header 'accept'", "cookie 'user'", "cookie 'User'", "parameter 'page'",
					"parameter 'none'");
	}

	@Test
	void allOfAKindIsAPartOfItsOwn() throws Exception {
		assertThat(reads((info) -> List.of(info.headers(), info.cookies(), info.parameters(), info.pathVariables())))
			.containsExactly("the headers", "the cookies", "the parameters", "the path variables");
	}

	@Test
	void everythingElseIsOneEach() throws Exception {
		assertThat(reads((info) -> List.of(info.method(), info.path(), String.valueOf(info.query()), info.locale(),
				info.locales(), info.remoteAddress(), info.cspNonce())))
			.containsExactly("the method", "the path", "the query", "the locale", "the locales", "the remote address",
					"the CSP nonce");
	}

	@Test
	void itsIdentityAndItsNameForPeopleAreNotRead() throws Exception {
		assertThat(reads((info) -> info.id() + info.name() + info)).isEmpty();
	}

	@Test
	void nothingIsReadBesideACall() throws Exception {
		assertThat(reads((info) -> null)).isEmpty();
	}

	@Test
	void whatIsReadOfARequestThatWasPassedAlongCounts() throws Exception {
		AtomicReference<RequestInfo> kept = new AtomicReference<>();
		this.exchange.request.addHeader("X-User", "ada");
		this.exchange.dispatch((request, response) -> {
			kept.set(RequestInfo.current());
			RequestContext.current().lease().close();
		});
		CallScope call = CallScope.open("prices");
		assertThat(call.<@Nullable String, RuntimeException>call(() -> kept.get().header("X-User"))).isEqualTo("ada");
		assertThat(parts(call)).containsExactly("header 'x-user'");
	}

	@Test
	void whatIsReadOfADetachedRequestCounts() throws Exception {
		assertThat(reads((info) -> {
			try (Lease job = RequestContext.detached(info)) {
				return job.call(() -> RequestInfo.current().cookie("user"));
			}
		})).containsExactly("cookie 'user'");
	}

	@Test
	void theKeyOnTheLocaleDoesNotExcuseACookie() throws Exception {
		this.exchange.request.setCookies(new Cookie("user", "ada"));
		this.exchange.dispatch((request, response) -> {
			CallScope call = CallScope.open("prices");
			call.key(() -> RequestInfo.current().locale());
			call.call(() -> RequestInfo.current().locale() + RequestInfo.current().cookie("user"));
			assertThat(call.requestReads()).hasSize(2);
			assertThat(parts(call)).containsExactly("the locale", "cookie 'user'");
			assertThat(Frame.here().recorder()).isNull();
		});
	}

}
