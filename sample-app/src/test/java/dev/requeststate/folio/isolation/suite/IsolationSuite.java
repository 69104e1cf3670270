package dev.requeststate.folio.isolation.suite;

import java.util.List;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.ThreadKind;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Folio under load, as a real process: run from class directories with DevTools, and as
 * the packaged jar; each on Tomcat and on Jetty, on platform threads and, where the JDK
 * has them, on virtual threads. At last the controls, which leak on purpose: an oracle
 * that finds nothing there would find nothing anywhere.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}.
 * {@code -Disolation.requests=500} makes it short, {@code -Disolation.seed=1} sends the
 * same requests again.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class IsolationSuite {

	private static final Summary SUMMARY = new Summary();

	@BeforeAll
	static void saySoWhereThereAreNoVirtualThreads() {
		if (Runtime.version().feature() < 21) {
			System.out.println(
					"isolation: platform threads only, JDK " + Runtime.version().feature() + " has no virtual threads");
		}
	}

	@Nested
	@Order(1)
	class DevOnTomcatOnPlatformThreads extends IsolationRun {

		DevOnTomcatOnPlatformThreads() {
			super(FolioForm.DEV, Container.TOMCAT, ThreadKind.PLATFORM, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(2)
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	class DevOnTomcatOnVirtualThreads extends IsolationRun {

		DevOnTomcatOnVirtualThreads() {
			super(FolioForm.DEV, Container.TOMCAT, ThreadKind.VIRTUAL, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(3)
	class DevOnJettyOnPlatformThreads extends IsolationRun {

		DevOnJettyOnPlatformThreads() {
			super(FolioForm.DEV, Container.JETTY, ThreadKind.PLATFORM, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(4)
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	class DevOnJettyOnVirtualThreads extends IsolationRun {

		DevOnJettyOnVirtualThreads() {
			super(FolioForm.DEV, Container.JETTY, ThreadKind.VIRTUAL, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(5)
	class PackagedOnTomcatOnPlatformThreads extends IsolationRun {

		PackagedOnTomcatOnPlatformThreads() {
			super(FolioForm.PACKAGED, Container.TOMCAT, ThreadKind.PLATFORM, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(6)
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	class PackagedOnTomcatOnVirtualThreads extends IsolationRun {

		PackagedOnTomcatOnVirtualThreads() {
			super(FolioForm.PACKAGED, Container.TOMCAT, ThreadKind.VIRTUAL, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(7)
	class PackagedOnJettyOnPlatformThreads extends IsolationRun {

		PackagedOnJettyOnPlatformThreads() {
			super(FolioForm.PACKAGED, Container.JETTY, ThreadKind.PLATFORM, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(8)
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	class PackagedOnJettyOnVirtualThreads extends IsolationRun {

		PackagedOnJettyOnVirtualThreads() {
			super(FolioForm.PACKAGED, Container.JETTY, ThreadKind.VIRTUAL, SuiteSettings.requests(), SUMMARY);
		}

	}

	@Nested
	@Order(9)
	class Control {

		private static final int REQUESTS = 2000;

		private static final int UNCLOSED = 50;

		// Its stale threads keep their contexts open, and Folio would wait for those.
		private static final String SHORT_SHUTDOWN = "--spring.lifecycle.timeout-per-shutdown-phase=1s";

		@Test
		void theOracleFindsTheLeaksOfAHeadKeptInAStaticFieldAndOfThreadsThatKeepAnotherRequest() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (FolioProcess folio = FolioProcess.start(
					FolioForm.PACKAGED.command(build, Container.TOMCAT, ThreadKind.PLATFORM,
							"--spring.profiles.active=leaky", SHORT_SHUTDOWN),
					build.directory().resolve("control.log"))) {
				FolioSession session = new FolioSession("control", folio.uri(), build.directory(), System.out::println);
				expectLeaks("static field",
						session.load(new RequestMix(IsolationRequest.LEAKY_PAGE, SuiteSettings.seed()), REQUESTS));
				RequestMix mix = new RequestMix(IsolationRequest.STALE_PAGE, SuiteSettings.seed());
				expectLeaks("stale threads", session.load(() -> mix.get().with(IsolationMode.FORKJOIN), REQUESTS / 4));
			}
		}

		@Test
		void theOracleFindsTheLeaksOfCachedCallsWithoutTheirGuard() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (FolioProcess folio = FolioProcess.start(FolioForm.PACKAGED.command(build, Container.TOMCAT,
					ThreadKind.PLATFORM, "--request-state.cache.guard=off"),
					build.directory().resolve("control-cache.log"))) {
				FolioSession session = new FolioSession("control", folio.uri(), build.directory(), System.out::println);
				RequestMix mix = new RequestMix(IsolationRequest.PAGE, SuiteSettings.seed());
				expectLeaks("cache without its guard",
						session.load(() -> mix.get().with(IsolationMode.PLAIN), REQUESTS / 4));
			}
		}

		@Test
		void leakDetectionFindsTheBindingsThatAPageLeavesOpen() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (FolioProcess folio = FolioProcess.start(
					FolioForm.PACKAGED.command(build, Container.TOMCAT, ThreadKind.PLATFORM,
							"--spring.profiles.active=leaky", SuiteSettings.STRICT_LEAK_DETECTION),
					build.directory().resolve("control-unclosed.log"))) {
				FolioSession session = new FolioSession("control", folio.uri(), build.directory(), System.out::println);
				RequestMix mix = new RequestMix(IsolationRequest.UNCLOSED_PAGE, SuiteSettings.seed());
				session.load(() -> mix.get().with(IsolationMode.PLAIN), UNCLOSED);
				// A response may be here before the dispatch that leaves its binding open
				// is over.
				FolioClient client = new FolioClient(folio.uri());
				Awaitility.await("the planted leaks")
					.untilAsserted(() -> assertThat(client.stats().leaks()).isEqualTo(UNCLOSED));
				assertThat(folio.log().text()).containsOnlyOnce("was not closed: it was opened at "
						+ "dev.requeststate.folio.isolation.UnclosedController.plain(UnclosedController.java:");
			}
		}

		private void expectLeaks(String control, Tally tally) {
			SUMMARY.addControl(control, tally);
			assertThat(tally.count(ViolationKind.FOREIGN_TOKEN)).as(tally::report).isPositive();
		}

	}

	@Nested
	@Order(10)
	class Closing {

		@Test
		void eachFormOnEachContainerAndEachControlHasItsLine() {
			List<String> lines = SUMMARY.lines();
			lines.forEach(System.out::println);
			assertThat(lines).hasSize(7);
		}

	}

}
