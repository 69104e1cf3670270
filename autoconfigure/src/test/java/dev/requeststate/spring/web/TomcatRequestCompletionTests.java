package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestCompletion;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tomcat's hook is relied on only where its valve has seen the request.
 */
class TomcatRequestCompletionTests {

	private final TomcatRequestCompletion completion = new TomcatRequestCompletion();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final Runnable never = () -> {
		throw new AssertionError("nobody is to run this");
	};

	@Test
	void aRequestThatTheValveHasNotSeenIsNotItsOwn() {
		assertThat(this.completion.register(this.request, this.never)).isFalse();
	}

	@Test
	void aRequestThatTheValveOfAnotherServerHasSeenIsNotItsOwn() {
		this.request.setAttribute(RequestCompletion.ATTRIBUTE, new TomcatRequestCompletion().valve());
		assertThat(this.completion.register(this.request, this.never)).isFalse();
	}

	@Test
	void aRequestThatItsValveHasSeenIsItsOwn() {
		this.request.setAttribute(RequestCompletion.ATTRIBUTE, this.completion.valve());
		assertThat(this.completion.register(this.request, this.never)).isTrue();
	}

	@Test
	void theValveSupportsAsynchronousRequests() {
		assertThat(this.completion.valve().isAsyncSupported()).isTrue();
	}

}
