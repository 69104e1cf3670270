package dev.requeststate.spring.web;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.request.RequestContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Requests without a container, with the completions of both: the rule ends them.
 */
class MockMvcTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestStateFilter filter = new RequestStateFilter(this.factory,
			List.of(new JettyRequestCompletion(), new TomcatRequestCompletion()), RequestInfoMode.LAZY);

	private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new ScenarioPages()).addFilters(this.filter).build();

	// MockMvc leaves them on the thread where a request has thrown.
	@AfterEach
	void takeAwaySpringsAttributes() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void aPageEndsItsRequest() throws Exception {
		this.mvc.perform(get("/plain")).andExpect(status().isOk());
		assertEnded();
	}

	@Test
	void aPageThatThrowsEndsItsRequestAsNoErrorPageFollows() {
		assertThatThrownBy(() -> this.mvc.perform(get("/throws"))).isInstanceOf(ScenarioException.class);
		assertEnded();
	}

	@Test
	void anErrorEndsItsRequestAsNoErrorPageFollows() throws Exception {
		this.mvc.perform(get("/send-error")).andExpect(status().is(418));
		assertEnded();
	}

	@Test
	void aCallableEndsItsRequestWithTheDispatchOfItsResult() throws Exception {
		MvcResult started = this.mvc.perform(get("/callable")).andExpect(request().asyncStarted()).andReturn();
		started.getAsyncResult();
		assertThat(this.factory.closed()).isZero();
		this.mvc.perform(asyncDispatch(started)).andExpect(status().isOk());
		assertEnded();
	}

	@Test
	void theContainersAreNotMissedInTheLog() throws Exception {
		Logger logger = (Logger) LoggerFactory.getLogger(RequestStateFilter.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			this.mvc.perform(get("/plain")).andExpect(status().isOk());
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).isEmpty();
	}

	private void assertEnded() {
		assertThat(this.factory.opened()).isEqualTo(1);
		assertThat(this.factory.closed()).isEqualTo(1);
		assertThat(this.filter.closedByRule()).isEqualTo(1);
		assertThat(RequestContext.currentOrNull()).isNull();
	}

}
