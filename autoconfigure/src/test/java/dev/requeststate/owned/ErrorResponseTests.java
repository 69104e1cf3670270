package dev.requeststate.owned;

import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

import dev.requeststate.autoconfigure.RequestStateCrossRequestAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.lifecycle.Application;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors whose message names another request, and the response of the request that got
 * one.
 */
class ErrorResponseTests {

	private static final String GUARD = "request-state.cross-request-guard=fail";

	@ParameterizedTest
	@CsvSource({ "/kept, application/json", "/kept, text/html", "/closed, application/json", "/closed, text/html" })
	void anErrorThatNamesAnotherRequestIsNotSentToTheClient(String path, String accept) throws Exception {
		try (Application application = Application.start(Shop.class, GUARD)) {
			HttpResponse<String> response = responseToAnother(application, path, accept);
			assertThat(response.body()).doesNotContain("/cart/ann", "Cart", "request ");
		}
	}

	// The control: Boot is told to show messages.
	@ParameterizedTest
	@CsvSource({ "/kept, application/json, was called from", "/kept, text/html, was called from",
			"/closed, application/json, was closed", "/closed, text/html, was closed" })
	void whereBootShowsMessagesItIs(String path, String accept, String message) throws Exception {
		try (Application application = Application.start(Shop.class, GUARD,
				"spring.web.error.include-message=always")) {
			HttpResponse<String> response = responseToAnother(application, path, accept);
			assertThat(response.body()).contains("GET /cart/ann", message);
		}
	}

	private static HttpResponse<String> responseToAnother(Application application, String path, String accept)
			throws Exception {
		assertThat(application.get("/cart/ann")).isEqualTo("kept");
		application.awaitAllClosed();
		HttpResponse<String> response = application.send(path, "Accept", accept).get(20, TimeUnit.SECONDS);
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith(accept);
		return response;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RequestStateCrossRequestAutoConfiguration.class)
	@Import({ Cart.class, Pages.class })
	static class Shop {

	}

	@RestController
	static class Pages {

		private final Cart cart;

		// What an application keeps by mistake.
		private volatile Cart kept;

		private volatile RequestContext context;

		Pages(Cart cart) {
			this.cart = cart;
			this.kept = cart;
		}

		@GetMapping("/cart/ann")
		String keep() {
			this.kept = this.cart.itself();
			this.context = RequestContext.current();
			return "kept";
		}

		@GetMapping("/kept")
		int count() {
			return this.kept.count();
		}

		@GetMapping("/closed")
		void closed() {
			this.context.lease();
		}

	}

}
