package dev.requeststate.servlet;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.LogCapture;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Headers and cookies set from anywhere in a request: that they arrive, once, or that
 * whoever sets them is told.
 */
class ResponseHeadersTests {

	private final MockExchange exchange = new MockExchange();

	@Test
	void whatIsSetIsInTheResponse() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().set("X-Cart", "1");
			ResponseHeaders.current().add("Link", "</a.css>");
			ResponseHeaders.current().add("Link", "</b.css>");
			ResponseHeaders.current().set("x-cart", "2");
			ResponseHeaders.current().addCookie(new Cookie("seen", "yes"));
			assertThat(ResponseHeaders.current().isCommitted()).isFalse();
		});
		assertThat(this.exchange.response.getHeaders("X-Cart")).containsExactly("2");
		assertThat(this.exchange.response.getHeaders("Link")).containsExactly("</a.css>", "</b.css>");
		assertThat(this.exchange.response.getHeaders("Set-Cookie")).containsExactly("seen=yes");
	}

	@Test
	void whatIsSetReplacesWhatTheApplicationSetLaterOnTheResponse() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().set("Cache-Control", "no-store");
			response.addHeader("Cache-Control", "max-age=60");
			response.getWriter().write("a");
		});
		assertThat(this.exchange.response.getHeaders("Cache-Control")).containsExactly("no-store");
	}

	@Test
	void anotherThreadOfTheRequestCanSetThem() throws Exception {
		this.exchange.dispatch((request, response) -> {
			setWithALease("X-Cart", "3");
			response.getWriter().write("page");
		});
		assertThat(this.exchange.response.getHeader("X-Cart")).isEqualTo("3");
	}

	@Test
	void aCookieIsCopied() throws Exception {
		Cookie cookie = new Cookie("seen", "yes");
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().addCookie(cookie);
			cookie.setValue("changed");
			cookie.setPath("/; Domain=evil.test");
			response.reset();
		});
		assertThat(this.exchange.response.getHeader("Set-Cookie")).isEqualTo("seen=yes");
	}

	@Test
	void afterTheCommitItIsTooLate() throws Exception {
		this.exchange.dispatch((request, response) -> {
			response.getWriter().write("a");
			response.flushBuffer();
			assertThat(ResponseHeaders.current().isCommitted()).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> ResponseHeaders.current().set("X-Cart", "1"))
				.withMessage("It is too late to set header 'X-Cart' on the response to GET /cart: it is committed. "
						+ "Set it before the first part of the body is sent.");
			assertThatIllegalStateException()
				.isThrownBy(() -> ResponseHeaders.current().addCookie(new Cookie("seen", "yes")))
				.withMessageContaining("cookie 'seen'");
			assertThatIllegalStateException().isThrownBy(() -> ResponseHeaders.current().add("Link", "</style.css>"))
				.withMessageContaining("header 'Link'");
		});
		assertThat(this.exchange.response.getHeader("X-Cart")).isNull();
	}

	@Test
	void afterTheRequestItIsTooLateWhateverALeaseKeepsOpen() throws Exception {
		AtomicReference<Lease> taken = new AtomicReference<>();
		this.exchange.dispatch((request, response) -> taken.set(RequestContext.current().lease()));
		this.exchange.complete();
		try (Lease lease = taken.get(); Binding binding = lease.bind()) {
			assertThat(ResponseHeaders.current().isCommitted()).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> ResponseHeaders.current().add("X-Cart", "1"));
		}
	}

	@Test
	void whoKeepsTheResponsePutsNothingOfItsRequestIntoTheNextOne() throws Exception {
		AtomicReference<HttpServletResponse> kept = new AtomicReference<>();
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().addCookie(new Cookie("user", "ada"));
			kept.set(response);
		});
		assertThat(this.exchange.response.getHeader("Set-Cookie")).isEqualTo("user=ada");
		this.exchange.complete();
		// As a container does that has given its object to the next request.
		this.exchange.response.reset();
		kept.get().flushBuffer();
		assertThat(this.exchange.response.getHeaderNames()).isEmpty();
	}

	@Test
	void aDispatchThatBeginsWhileTheRequestEndsIsToldThatItIsTooLate() {
		HttpExchange ended = new HttpExchange(this.exchange.filter, this.exchange.factory(), this.exchange.request);
		ResponseHeaders headers = ended.responseHeaders();
		ended.end();
		ended.enter(new Dispatch(this.exchange.request, this.exchange.response, ended, (request, response) -> {
		}), false);
		assertThatIllegalStateException().isThrownBy(() -> headers.set("X-Cart", "1"))
			.withMessageContaining("too late");
	}

	@Test
	void whatIsAddedTwiceIsSentTwiceAlsoWhereTheContainerNamesItOnce() throws Exception {
		HttpServletResponse naming = new HttpServletResponseWrapper(this.exchange.response) {

			@Override
			public Collection<String> getHeaders(String name) {
				return new LinkedHashSet<>(super.getHeaders(name));
			}

		};
		this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, naming, (request, response) -> {
			ResponseHeaders.current().add("X-Part", "c");
			ResponseHeaders.current().add("X-Part", "c");
			ResponseHeaders.current().addCookie(new Cookie("a", "b"));
			ResponseHeaders.current().addCookie(new Cookie("a", "b"));
			response.flushBuffer();
		});
		assertThat(this.exchange.response.getHeaders("X-Part")).containsExactly("c", "c");
		assertThat(this.exchange.response.getHeaders("Set-Cookie")).containsExactly("a=b", "a=b");
	}

	@Test
	void lineBreaksIllegalNamesAndIllegalCookiesAreRefused() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders headers = ResponseHeaders.current();
			assertThatIllegalArgumentException().isThrownBy(() -> headers.set("X-Cart", "1\r\nSet-Cookie: a=b"));
			assertThatIllegalArgumentException().isThrownBy(() -> headers.add("X-Cart", "1\n2"));
			assertThatIllegalArgumentException().isThrownBy(() -> headers.set("X Cart", "1"));
			assertThatIllegalArgumentException().isThrownBy(() -> headers.add("", "1"));
			assertThatIllegalArgumentException().isThrownBy(() -> headers.addCookie(new Cookie("a", "1\r\n2")));
			Cookie path = new Cookie("a", "1");
			path.setPath("/; Domain=evil.test");
			assertThatIllegalArgumentException().isThrownBy(() -> headers.addCookie(path));
		});
		assertThat(this.exchange.response.getHeaderNames()).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway") // what a caller without the checker may do
	void nullIsRefusedByName() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders headers = ResponseHeaders.current();
			assertThatNullPointerException().isThrownBy(() -> headers.set(null, "1"))
				.withMessage("'name' must not be null");
			assertThatNullPointerException().isThrownBy(() -> headers.add("X", null))
				.withMessage("'value' must not be null");
			assertThatNullPointerException().isThrownBy(() -> headers.addCookie(null))
				.withMessage("'cookie' must not be null");
		});
	}

	@Test
	void anErrorPageThatKeepsTheHeadersGetsThemOnce() throws Exception {
		this.exchange.dispatch((request, response) -> {
			setEverything();
			response.sendError(500);
		});
		this.exchange.errorPage((request, response) -> response.getWriter().write("sorry"));
		assertThatEverythingIsThereOnce();
	}

	@Test
	void anErrorPageThatLosesTheHeadersGetsThemAgain() throws Exception {
		this.exchange.dispatch((request, response) -> {
			setEverything();
			response.sendError(500);
		});
		assertThat(this.exchange.response.getHeader("X-Cart")).isNotNull();
		this.exchange.errorPageOfEmptyResponse((request, response) -> response.getWriter().write("sorry"));
		assertThatEverythingIsThereOnce();
	}

	@Test
	void whatIsSetOnAnErrorPageBringsBackAtOnceWhatWasLost() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().set("X-Cart", "3");
			response.sendError(500);
		});
		this.exchange.errorPageOfEmptyResponse((request, response) -> {
			ResponseHeaders.current().set("X-Page", "error");
			assertThat(this.exchange.response.getHeader("X-Page")).isEqualTo("error");
			assertThat(this.exchange.response.getHeader("X-Cart")).isEqualTo("3");
		});
	}

	@Test
	void anErrorPageThatKeepsOneOfTwoGetsTheOtherAgain() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().add("Link", "</style.css>");
			ResponseHeaders.current().add("Link", "</print.css>");
			ResponseHeaders.current().addCookie(new Cookie("cart", "3"));
			response.sendError(500);
		});
		this.exchange.response.setCommitted(false);
		this.exchange.response.reset();
		this.exchange.response.addHeader("Link", "</style.css>");
		this.exchange.response.addCookie(new Cookie("session", "1"));
		this.exchange.errorPage((request, response) -> response.getWriter().write("sorry"));
		assertThat(this.exchange.response.getHeaders("Link")).containsExactly("</style.css>", "</print.css>");
		assertThat(this.exchange.response.getHeaders("Set-Cookie")).containsExactly("session=1", "cart=3");
	}

	@Test
	void anErrorPageGetsWhatWasAddedAgainAfterItWasReplaced() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders headers = ResponseHeaders.current();
			headers.add("Link", "</style.css>");
			headers.set("Link", "</style.css>");
			headers.add("Link", "</style.css>");
			response.sendError(500);
		});
		this.exchange.errorPage((request, response) -> response.getWriter().write("sorry"));
		assertThat(this.exchange.response.getHeaders("Link")).containsExactly("</style.css>", "</style.css>");
	}

	@Test
	void aResponseThatIsResetGetsThemAgain() throws Exception {
		this.exchange.dispatch((request, response) -> {
			setEverything();
			response.getWriter().write("a");
			response.reset();
			response.getWriter().write("b");
		});
		assertThatEverythingIsThereOnce();
	}

	private static void setEverything() {
		ResponseHeaders headers = ResponseHeaders.current();
		headers.add("X-Cart", "0");
		headers.set("X-Cart", "1");
		headers.add("X-Cart", "2");
		headers.add("Server-Timing", "db");
		headers.add("Server-Timing", "db");
		headers.addCookie(deleted("/"));
		headers.addCookie(deleted("/shop"));
	}

	private static Cookie deleted(String path) {
		Cookie cookie = new Cookie("token", "");
		cookie.setPath(path);
		cookie.setMaxAge(0);
		return cookie;
	}

	private void assertThatEverythingIsThereOnce() {
		assertThat(this.exchange.response.getHeaders("X-Cart")).containsExactly("1", "2");
		assertThat(this.exchange.response.getHeaders("Server-Timing")).containsExactly("db", "db");
		assertThat(this.exchange.response.getHeaders("Set-Cookie")).hasSize(2)
			.anyMatch((cookie) -> cookie.contains("Path=/;"))
			.anyMatch((cookie) -> cookie.contains("Path=/shop;"));
	}

	@Test
	void whatIsSetOnceTheErrorIsDueIsOnTheErrorPage() throws Exception {
		this.exchange.dispatch((request, response) -> {
			response.sendError(500);
			assertThat(response.isCommitted()).isTrue();
			assertThat(ResponseHeaders.current().isCommitted()).isFalse();
			ResponseHeaders.current().set("X-Cart", "1");
		});
		this.exchange.errorPage((request, response) -> ResponseHeaders.current().set("X-Page", "1"));
		assertThat(this.exchange.response.getHeader("X-Cart")).isEqualTo("1");
		assertThat(this.exchange.response.getHeader("X-Page")).isEqualTo("1");
	}

	@Test
	void whatIsSetAfterTheFirstWriteIsInTheResponse() throws Exception {
		this.exchange.dispatch((request, response) -> {
			response.getWriter().write("a");
			ResponseHeaders.current().set("X-Cart", "1");
		});
		assertThat(this.exchange.response.getHeader("X-Cart")).isEqualTo("1");
	}

	// A forward on Tomcat takes the response away from everybody when it is done, also
	// where nothing was written.
	@Test
	void whatIsSetOnTheThreadOfTheDispatchIsThereWhenTheResponseIsTakenAway() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().set("X-Cart", "1");
			this.exchange.response.setCommitted(true);
		});
		assertThat(this.exchange.response.getHeader("X-Cart")).isEqualTo("1");
	}

	@Test
	void whatWasLostToTheCommitIsReportedWithTheRequestAndTheHeader() throws Exception {
		try (LogCapture log = new LogCapture(ResponseHeaders.class)) {
			this.exchange.dispatch((request, response) -> {
				setWithALease("X-Cart", "1");
				setWithALease("X-Page", "1");
				this.exchange.response.setCommitted(true);
			});
			assertThat(log.messages()).isEmpty();
			this.exchange.complete();
			assertThat(log.messages()).singleElement()
				.asString()
				.contains("GET /cart", "[header 'X-Cart', header 'X-Page']");
		}
	}

	@Test
	void whatArrivedIsNotReported() throws Exception {
		try (LogCapture log = new LogCapture(ResponseHeaders.class)) {
			this.exchange.dispatch((request, response) -> {
				setEverything();
				response.sendError(500);
			});
			this.exchange.errorPageOfEmptyResponse((request, response) -> response.getWriter().write("sorry"));
			this.exchange.complete();
			assertThat(log.messages()).isEmpty();
		}
	}

	@Test
	void whatTheContainerRefusesIsReportedOnceAndStopsNothing() throws Exception {
		HttpServletResponse refusing = refusingCookies();
		try (LogCapture log = new LogCapture(ResponseHeaders.class)) {
			this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, refusing, (request, response) -> {
				ResponseHeaders.current().addCookie(new Cookie("a", "1"));
				ResponseHeaders.current().set("X-Cart", "1");
				response.getWriter().write("a");
				response.reset();
				response.getWriter().write("a");
			});
			this.exchange.complete();
			assertThat(log.messages()).containsExactly("The container refused cookie 'a' on the response to GET /cart");
		}
		assertThat(this.exchange.response.getHeader("X-Cart")).isEqualTo("1");
	}

	@Test
	void whatTheContainerRefusesLastIsNotReportedAsUnsentInTheNameOfAnother() throws Exception {
		HttpServletResponse refusing = refusingCookies();
		try (LogCapture log = new LogCapture(ResponseHeaders.class)) {
			this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, refusing, (request, response) -> {
				ResponseHeaders.current().set("X-Cart", "1");
				ResponseHeaders.current().addCookie(new Cookie("a", "1"));
			});
			this.exchange.complete();
			assertThat(log.messages()).containsExactly("The container refused cookie 'a' on the response to GET /cart");
		}
	}

	@Test
	void aHeaderBehindOneThatTheErrorPageRefusesIsAddedBesideItsLike() throws Exception {
		this.exchange.dispatch((request, response) -> {
			ResponseHeaders.current().addCookie(new Cookie("a", "1"));
			response.sendError(500);
		});
		this.exchange.response.setCommitted(false);
		this.exchange.response.reset();
		this.exchange.dispatch(DispatcherType.ERROR, this.exchange.request, refusingCookies(), (request, response) -> {
			response.addHeader("Link", "</style.css>");
			ResponseHeaders.current().add("Link", "</style.css>");
		});
		assertThat(this.exchange.response.getHeaders("Link")).containsExactly("</style.css>", "</style.css>");
	}

	@Test
	void anErrorPageThatKeepsAHeaderGetsItOnceAlsoWhereACookieBehindItWasRefused() throws Exception {
		this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, refusingCookies(),
				(request, response) -> {
					ResponseHeaders.current().add("Link", "</style.css>");
					ResponseHeaders.current().addCookie(new Cookie("a", "1"));
					response.sendError(500);
				});
		this.exchange.errorPage((request, response) -> response.getWriter().write("sorry"));
		assertThat(this.exchange.response.getHeaders("Link")).containsExactly("</style.css>");
	}

	private HttpServletResponse refusingCookies() {
		return new HttpServletResponseWrapper(this.exchange.response) {

			@Override
			public void addCookie(Cookie cookie) {
				throw new IllegalArgumentException("An invalid domain");
			}

		};
	}

	@Test
	void aJobHasNoResponse() {
		RequestContext.run("nightly",
				() -> assertThatIllegalStateException().isThrownBy(ResponseHeaders::current)
					.withMessageContaining("no ResponseHeaders")
					.withMessageContaining("nightly"));
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(ResponseHeaders::current);
	}

	@Test
	void oneRequestHasOneOfThem() throws Exception {
		AtomicReference<ResponseHeaders> first = new AtomicReference<>();
		this.exchange.dispatch((request, response) -> first.set(ResponseHeaders.current()));
		this.exchange.errorPage((request, response) -> assertThat(ResponseHeaders.current()).isSameAs(first.get()));
	}

	private static void setWithALease(String name, String value) {
		Lease lease = RequestContext.current().lease();
		try {
			MockExchange.elsewhere(() -> {
				try (lease; Binding binding = lease.bind()) {
					ResponseHeaders.current().set(name, value);
					return true;
				}
			});
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

}
