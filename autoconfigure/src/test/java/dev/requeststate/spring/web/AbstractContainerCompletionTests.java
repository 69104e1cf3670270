package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestStateFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The container ends its requests itself, whatever becomes of them.
 */
abstract class AbstractContainerCompletionTests extends AbstractRequestLifecycleTests {

	AbstractContainerCompletionTests(Container container) {
		super(container, ContainerCompletionConfiguration.class);
	}

	@Override
	long closedAsExpected(RequestStateFilter filter) {
		return filter.closedByContainer();
	}

	@Override
	long closedOtherwise(RequestStateFilter filter) {
		return filter.closedByRule();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/endless-stream", "/endless-sse" })
	void aClientThatDisconnectsMidStreamEndsItsRequest(String path) throws Exception {
		disconnectMidPage(path);
	}

	@Test
	void aResponseHeaderOverTheLimitFailsTheResponseAndEndsTheRequest() throws Exception {
		assertThat(sendBigResponseHeader()).hasSize(1);
	}

}
