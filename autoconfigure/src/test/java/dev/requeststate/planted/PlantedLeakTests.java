package dev.requeststate.planted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.test.RequestContextAssertions;
import dev.requeststate.spring.test.WithRequestContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

/**
 * Tests that leak, run by a JUnit of their own, to see them fail.
 */
class PlantedLeakTests {

	@Test
	void aPlainTestThatLeaksFailsWithTheTextOfTheLeakAndTheStackOfTheOpener() {
		assertLeakFound(failure(Plain.class, "leaks"), "Plain.leaks(PlantedLeakTests.java:");
	}

	@Test
	void theNextTestIsNotBlamedThoughTheFactoryIsTheSame() {
		assertThat(run(Plain.class, "leaks").failed().count()).isEqualTo(1);
		assertThat(run(Plain.class, "isClean").succeeded().count()).isEqualTo(1);
		assertThat(run(Plain.class, "leaks").failed().count()).isEqualTo(1);
	}

	@Test
	void aTestThatLeaksWhereAnotherHasLeakedIsShownItsOwnLeak() {
		for (String test : new String[] { "leaksInASharedLine", "leaksInTheSameLine" }) {
			Throwable failure = failure(Plain.class, test);
			assertThat(failure).hasMessageContaining("(" + test + "())");
			assertThat(failure.getCause().getStackTrace()).extracting(StackTraceElement::getMethodName).contains(test);
		}
	}

	@Test
	void aTestFailsForARequestThatIsStillComingToItsEndOnAnotherThread() {
		assertLeakFound(failure(Plain.class, "endsBeforeItsRequest"), "endsBeforeItsRequest");
	}

	@Test
	@Timeout(20)
	void aTestDoesNotWaitForWorkThatGoesOn() {
		Plain.workMayEnd = new CountDownLatch(1);
		assertThat(run(Plain.class, "leavesWorkGoingOn").succeeded().count()).isEqualTo(1);
		Plain.workMayEnd.countDown();
	}

	@Test
	void outsideOfTestsTheApplicationHasToBeNamedIfThereAreSeveral() {
		// Two applications, which are kept from now on.
		run(InSpring.class, "leaksOnPurpose");
		run(InSpringWithout.class, "leaks");
		assertThatIllegalStateException().isThrownBy(RequestContextAssertions::assertThatRequestContexts)
			.withMessageContaining("assertThatRequestContexts(factory)");
		RequestContextFactory own = RequestContextFactory.builder().build();
		assertThatRequestContexts(own).areAllClosed();
		try (RequestContextFactory.Registration registration = own.makeDefault(); Lease open = own.open(() -> "open")) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatRequestContexts().areAllClosed(Duration.ZERO))
				.withMessageContaining("(open)");
		}
	}

	@Test
	void aLeaseThatKeepsAContextOpenIsShownWithTheLineOfTheApplicationThatTookIt() {
		RequestContextFactory own = RequestContextFactory.builder().leakDetection(LeakDetection.STRICT).build();
		try (Lease open = own.open(() -> "open"); Lease byHand = open.context().lease()) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatRequestContexts(own).areAllClosed(Duration.ZERO))
				.withMessageMatching("(?s).*\theld by code that took a lease by hand, taken on thread '.+', at "
						+ PlantedLeakTests.class.getName().replace(".", "\\.")
						+ "\\.aLeaseThatKeepsAContextOpenIsShownWithTheLineOfTheApplicationThatTookIt"
						+ "\\(PlantedLeakTests\\.java:\\d+\\)")
				.havingCause()
				.withMessageStartingWith("The lease was taken here, on thread ");
		}
	}

	@Test
	void aPlainTestMayLeakOnPurpose() {
		assertThat(run(Plain.class, "leaksOnPurpose").succeeded().count()).isEqualTo(1);
	}

	@Test
	void aTestThatFailsAnywayFailsForItsOwnReason() {
		Throwable failure = failure(Plain.class, "leaksAndFails");
		assertThat(failure).hasMessage("of its own");
		assertThat(failure.getSuppressed()).singleElement().satisfies((leak) -> assertLeakFound(leak, "leaksAndFails"));
	}

	@Test
	void whatIsRunInAPlainTestIsLookedAtToo() {
		assertLeakFound(failure(Plain.class, "leaksInAJob"), "leaksInAJob");
	}

	@Test
	void aFactoryThatTheTestHasMadeDefaultIsLeftInItsPlace() {
		assertThat(run(OwnFactory.class, "isUsed").succeeded().count()).isEqualTo(1);
	}

	@Test
	void aSpringTestThatLeaksFailsWithTheTextOfTheLeakAndTheStackOfTheOpener() {
		assertLeakFound(failure(InSpring.class, "leaks"), "InSpring.leaks(PlantedLeakTests.java:");
	}

	@Test
	void aSpringTestMayLeakOnPurpose() {
		assertThat(run(InSpring.class, "leaksOnPurpose").succeeded().count()).isEqualTo(1);
	}

	@Test
	void aSpringTestThatFailsAnywayFailsForItsOwnReason() {
		Throwable failure = failure(InSpring.class, "leaksAndFails");
		assertThat(failure).hasMessage("of its own");
		assertThat(failure.getSuppressed()).singleElement().satisfies((leak) -> assertLeakFound(leak, "leaksAndFails"));
	}

	@ParameterizedTest
	@ValueSource(classes = { AnnotatedBeforeSpring.class, AnnotatedBase.Derived.class })
	void aSpringTestWithTheAnnotationFirstHasTheContextOfItsApplicationAndNoOther(Class<?> type) {
		// Makes the application, and the factory of it known as an application's.
		assertThat(run(InSpring.class, "leaksOnPurpose").succeeded().count()).isEqualTo(1);
		assertThat(run(type, "isOfTheApplication").succeeded().count()).isEqualTo(1);
		assertLeakFound(failure(type, "leaksInAJob"), "leaksInAJob");
	}

	@ParameterizedTest
	@ValueSource(classes = { FileSaysOff.class, FileSaysSampled.class })
	void whatAFileOfTheApplicationSaysOfLeakDetectionDoesNotCount(Class<?> type) {
		assertLeakFound(failure(type, "leaks"), "InSpring.leaks(PlantedLeakTests.java:");
	}

	@ParameterizedTest
	@ValueSource(classes = { InSpringWithout.class, InSpringWithoutByFile.class, InSpringWithoutByDynamicSource.class })
	void whatTheTestSaysOfLeakDetectionCounts(Class<?> type) {
		assertThat(run(type, "leaks").succeeded().count()).isEqualTo(1);
	}

	private static void assertLeakFound(Throwable failure, String opener) {
		assertThat(failure).isInstanceOf(AssertionError.class)
			.hasMessageStartingWith("Found a leak of request contexts:\n- A binding of request ")
			.hasMessageContaining(opener);
		assertThat(failure.getCause().getStackTrace()).extracting(StackTraceElement::getClassName)
			.anyMatch((type) -> type.startsWith(PlantedLeakTests.class.getName()));
	}

	private static Events run(Class<?> type, String method) {
		return EngineTestKit.engine("junit-jupiter").selectors(selectMethod(type, method)).execute().testEvents();
	}

	private static Throwable failure(Class<?> type, String method) {
		List<Event> failed = run(type, method).failed().list();
		assertThat(failed).hasSize(1);
		return failed.get(0)
			.getPayload(TestExecutionResult.class)
			.flatMap(TestExecutionResult::getThrowable)
			.orElseThrow();
	}

	static class Plain {

		private static volatile CountDownLatch workMayEnd;

		@Test
		@WithRequestContext
		void leaks() {
			RequestContext.current().bind();
		}

		@Test
		@WithRequestContext
		void isClean() {
			assertThatRequestContexts().haveNoLeaks();
		}

		@Test
		@WithRequestContext(failOnLeak = false)
		void leaksOnPurpose() {
			assertThatRequestContexts().haveNoLeaks();
			RequestContext.run("job", () -> RequestContext.current().bind());
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThatRequestContexts().haveNoLeaks())
				.withMessageContaining("(job)");
		}

		@Test
		@WithRequestContext
		void leaksAndFails() {
			RequestContext.current().bind();
			throw new IllegalStateException("of its own");
		}

		@Test
		@WithRequestContext
		void leaksInAJob() {
			RequestContext.run("job", () -> RequestContext.current().bind());
		}

		@Test
		@WithRequestContext
		void leaksInASharedLine() {
			leak();
		}

		@Test
		@WithRequestContext
		void leaksInTheSameLine() {
			leak();
		}

		private static void leak() {
			RequestContext.current().bind();
		}

		@Test
		@WithRequestContext
		void endsBeforeItsRequest() throws InterruptedException {
			RequestContext test = RequestContext.current();
			inAnotherThread(() -> {
				RequestContext.current().bind();
				await().pollInterval(Duration.ofMillis(100)).until(() -> !test.isOpen());
			});
		}

		@Test
		@WithRequestContext
		void leavesWorkGoingOn() throws InterruptedException {
			inAnotherThread(() -> {
				try {
					workMayEnd.await(20, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}

		private static void inAnotherThread(Runnable work) throws InterruptedException {
			CountDownLatch begun = new CountDownLatch(1);
			new Thread(() -> RequestContext.run("GET /late", () -> {
				begun.countDown();
				work.run();
			}), "server").start();
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		}

	}

	@WithRequestContext
	static class OwnFactory {

		private static final RequestContextFactory own = RequestContextFactory.builder().build();

		private static RequestContextFactory.Registration registration;

		@BeforeAll
		static void makeDefault() {
			registration = own.makeDefault();
		}

		@AfterAll
		static void endIt() {
			registration.close();
		}

		@Test
		void isUsed() {
			assertThat(own.openContexts().list()).containsExactly(RequestContext.current());
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	static class InSpring {

		@Value("${request-state.leak-detection}")
		private String detection;

		@Test
		void leaks() {
			assertThat(this.detection).isEqualTo("strict");
			RequestContext.current().bind();
		}

		@Test
		@WithRequestContext(failOnLeak = false)
		void leaksOnPurpose() {
			RequestContext.current().bind();
		}

		@Test
		void leaksAndFails() {
			RequestContext.current().bind();
			throw new IllegalStateException("of its own");
		}

	}

	@WithRequestContext
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	static class AnnotatedBeforeSpring extends JobsInSpring {

	}

	@WithRequestContext
	abstract static class AnnotatedBase extends JobsInSpring {

		@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
		static class Derived extends AnnotatedBase {

		}

	}

	abstract static class JobsInSpring {

		@Autowired
		private RequestContextFactory factory;

		@Test
		void isOfTheApplication() {
			assertThat(this.factory.openContexts().list()).containsExactly(RequestContext.current());
			assertThat(RequestContextFactory.defaultFactory()).isSameAs(this.factory);
		}

		@Test
		void leaksInAJob() {
			RequestContext.run("job", () -> RequestContext.current().bind());
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "request-state.leak-detection=off")
	static class InSpringWithout {

		@Test
		void leaks() {
			RequestContext.current().bind();
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	@TestPropertySource("classpath:leak-detection-off.properties")
	static class InSpringWithoutByFile {

		@Test
		void leaks() {
			RequestContext.current().bind();
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	static class InSpringWithoutByDynamicSource {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("request-state.leak-detection", () -> "off");
		}

		@Test
		void leaks() {
			RequestContext.current().bind();
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "spring.config.location=classpath:leak-detection-off.properties")
	static class FileSaysOff extends InSpring {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "spring.config.location=classpath:leak-detection-sampled.properties")
	static class FileSaysSampled extends InSpring {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RequestStateAutoConfiguration.class)
	static class Application {

	}

}
