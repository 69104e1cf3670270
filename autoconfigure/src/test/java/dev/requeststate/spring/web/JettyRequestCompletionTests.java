package dev.requeststate.spring.web;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jetty's classes are on the class path of many an application that runs on Tomcat or
 * with mock requests.
 */
class JettyRequestCompletionTests {

	@Test
	void aRequestOfAnotherContainerIsNotItsOwn() {
		assertThat(new JettyRequestCompletion().register(new MockHttpServletRequest(), () -> {
			throw new AssertionError("nobody is to run this");
		})).isFalse();
	}

}
