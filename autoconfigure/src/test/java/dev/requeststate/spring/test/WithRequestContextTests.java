package dev.requeststate.spring.test;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

class WithRequestContextTests {

	private static final RequestLocal<StringBuilder> NOTES = RequestLocal.withInitial("notes", StringBuilder::new);

	private static final Set<RequestContext> contexts = ConcurrentHashMap.newKeySet();

	@Test
	void eachTestOfAnAnnotatedClassHasItsOwnFromBeforeEachToAfterEach() {
		runs(AnnotatedClass.class, 7);
		assertThat(contexts).hasSize(7).noneMatch(RequestContext::isOpen);
		assertThat(contexts).extracting(RequestContext::name)
			.contains("first()", "shown as this", "[1] value = \"a\"", "repetition 1 of 2", "inner()");
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Test
	void anAnnotatedMethodHasOneAndItsNeighbourHasNone() {
		runs(AnnotatedMethod.class, 2);
		assertThat(contexts).hasSize(1);
	}

	@Test
	void testsInParallelHaveOneEach() {
		runs(Parallel.class, 2);
		assertThat(contexts).hasSize(2);
	}

	@Test
	void aTestOnAThreadOfItsOwnHasIt() {
		runs(OnAnotherThread.class, 1);
	}

	private static void runs(Class<?> type, int expected) {
		contexts.clear();
		EngineTestKit.engine("junit-jupiter")
			.selectors(selectClass(type))
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
			.execute()
			.testEvents()
			.assertStatistics((statistics) -> statistics.started(expected).succeeded(expected));
	}

	@WithRequestContext
	static class AnnotatedClass {

		@BeforeEach
		void before() {
			NOTES.get().append("before ");
			contexts.add(RequestContext.current());
		}

		@AfterEach
		void after() {
			assertThat(NOTES.get()).hasToString("before test");
			assertThat(contexts).contains(RequestContext.current());
		}

		@Test
		void first() {
			NOTES.get().append("test");
		}

		@Test
		@DisplayName("shown as this")
		void second() {
			NOTES.get().append("test");
		}

		@ParameterizedTest
		@ValueSource(strings = { "a", "b" })
		void parameterized(String value) {
			NOTES.get().append("test");
		}

		@RepeatedTest(2)
		void repeated() {
			NOTES.get().append("test");
		}

		@Nested
		class Inner {

			@Test
			@WithRequestContext
			void inner() {
				NOTES.get().append("test");
			}

		}

	}

	static class AnnotatedMethod {

		@Test
		@WithRequestContext
		void with() {
			contexts.add(RequestContext.current());
		}

		@Test
		void without() {
			assertThat(RequestContext.currentOrNull()).isNull();
		}

	}

	@WithRequestContext
	@Execution(ExecutionMode.CONCURRENT)
	static class Parallel {

		private static final CountDownLatch both = new CountDownLatch(2);

		@Test
		void first() throws Exception {
			meet();
		}

		@Test
		void second() throws Exception {
			meet();
		}

		private static void meet() throws Exception {
			NOTES.get().append("mine");
			contexts.add(RequestContext.current());
			both.countDown();
			assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(NOTES.get()).hasToString("mine");
		}

	}

	@WithRequestContext
	static class OnAnotherThread {

		private Thread before;

		@BeforeEach
		void before() {
			this.before = Thread.currentThread();
			NOTES.get().append("before");
		}

		@Test
		@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
		void separate() {
			assertThat(Thread.currentThread()).isNotSameAs(this.before);
			assertThat(NOTES.get()).hasToString("before");
		}

	}

}
