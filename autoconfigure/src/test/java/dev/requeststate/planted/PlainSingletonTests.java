package dev.requeststate.planted;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * The isolation tests of docs/testing.md, with a bean that is the request's own and with
 * one that is a plain singleton.
 */
class PlainSingletonTests {

	@Test
	void withABeanOfTheRequestTheIsolationTestPasses() {
		run(WithStateBean.class).assertStatistics((statistics) -> statistics.started(1).succeeded(1));
	}

	@Test
	void withAPlainSingletonTheIsolationTestFailsAndSaysWhy() {
		Events events = run(WithSingleton.class);
		events.assertStatistics((statistics) -> statistics.started(1).failed(1));
		Throwable failure = events.failed()
			.list()
			.get(0)
			.getPayload(TestExecutionResult.class)
			.flatMap(TestExecutionResult::getThrowable)
			.orElseThrow();
		assertThat(failure)
			.hasMessageStartingWith(
					"Expecting each of 64 request contexts to see what was written in it, and nothing of another:\n"
							+ "- context 0 wrote 'token-")
			.hasMessageContaining("Is the bean a plain singleton, for want of @RequestState?");
	}

	private static Events run(Class<?> type) {
		return EngineTestKit.engine("junit-jupiter").selectors(selectClass(type)).execute().testEvents();
	}

	abstract static class IsolationTest {

		@Autowired
		private Owner owner;

		@Test
		void noRequestSeesTheOwnerOfAnother() {
			assertThatRequestContexts().isolatedAcross(64, this.owner::set, this.owner::name);
		}

	}

	@SpringBootTest(classes = StateBean.class)
	static class WithStateBean extends IsolationTest {

	}

	@SpringBootTest(classes = Singleton.class)
	static class WithSingleton extends IsolationTest {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RequestStateAutoConfiguration.class)
	static class StateBean {

		@Bean
		@RequestState
		Owner owner() {
			return new Owner();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RequestStateAutoConfiguration.class)
	static class Singleton {

		@Bean
		Owner owner() {
			return new Owner();
		}

	}

	static class Owner {

		private volatile String name = "nobody";

		void set(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

}
