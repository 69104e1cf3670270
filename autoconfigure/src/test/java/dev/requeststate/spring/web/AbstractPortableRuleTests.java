package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestStateFilter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The portable rule ends the requests, as nobody asks the container.
 * <p>
 * Left out is what no rule can see, and so stays open: a stop with asynchronous work
 * pending, and a client that hangs up on asynchronous work, both on Tomcat, which then
 * recycles the request by force and tells nobody; and on Jetty an SSE connection without
 * timeout whose client is gone.
 */
abstract class AbstractPortableRuleTests extends AbstractRequestLifecycleTests {

	AbstractPortableRuleTests(Container container) {
		super(container, PortableRuleConfiguration.class);
	}

	@Override
	long closedAsExpected(RequestStateFilter filter) {
		return filter.closedByRule();
	}

	@Override
	long closedOtherwise(RequestStateFilter filter) {
		return filter.closedByContainer();
	}

	// The container finds out after the last dispatch: too early for the rule, so that
	// the error page may get a context of its own.
	@Test
	void aResponseHeaderOverTheLimitFailsTheResponseAndEndsTheRequest() throws Exception {
		assertThat(sendBigResponseHeader()).hasSizeBetween(1, 2);
	}

}
