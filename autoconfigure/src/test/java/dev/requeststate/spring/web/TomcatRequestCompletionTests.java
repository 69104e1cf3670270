package dev.requeststate.spring.web;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.servlet.RequestCompletion;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
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
	void whatIsLeftInARequestObjectThatIsUsedAgainIsEnded() throws Exception {
		Valve valve = this.completion.valve();
		valve.setNext(new ErrorReportValve() {

			@Override
			public void invoke(Request request, Response response) {
				assertThat(request.getAttribute(RequestCompletion.ATTRIBUTE)).isSameAs(valve);
			}

		});
		AtomicInteger ended = new AtomicInteger();
		Request used = new Request(new Connector(), new org.apache.coyote.Request());
		used.setAttribute(RequestCompletion.ATTRIBUTE, (Runnable) ended::incrementAndGet);
		valve.invoke(used, new Response(new org.apache.coyote.Response()));
		assertThat(ended).hasValue(1);
	}

	@Test
	void theValveSupportsAsynchronousRequests() {
		assertThat(this.completion.valve().isAsyncSupported()).isTrue();
	}

}
