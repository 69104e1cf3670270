package dev.requeststate.folio.isolation.suite;

import java.time.Duration;
import java.util.List;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.ThreadKind;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Folio under load as a packaged jar whose application context Spring has prepared when
 * the jar was built. At last the control: the guard of cached calls, which works on beans
 * that were defined otherwise here, is switched off.
 *
 * <p>
 * Needs a jar that was built for it, and is therefore run by {@code mvn verify -Paot}
 * only.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class AheadOfTimeSuite {

	private static final Summary SUMMARY = new Summary(Summary.FULL_AHEAD_OF_TIME);

	@Nested
	@Order(1)
	class PreparedOnTomcatOnPlatformThreads extends IsolationRun {

		PreparedOnTomcatOnPlatformThreads() {
			super(FolioForm.AOT, Container.TOMCAT, ThreadKind.PLATFORM, SuiteSettings.requestsAheadOfTime(), SUMMARY);
		}

	}

	@Nested
	@Order(2)
	@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "Spring Boot asks for JDK 25 in a native image")
	class ToldThatItIsANativeImage {

		private static final int REQUESTS = 200;

		@Test
		void nothingHasToBeGeneratedWhenItRuns() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (FolioProcess folio = FolioProcess.start(
					FolioForm.AS_NATIVE.command(build, Container.TOMCAT, ThreadKind.PLATFORM),
					build.directory().resolve("as-native.log"))) {
				FolioSession session = new FolioSession("as native", folio.uri(), build.directory(),
						System.out::println);
				// Not by all clients at once: on a busy machine a task after the response
				// may take too long there to be waited for.
				Tally tally = session.loadOneByOne(IsolationRequest.PAGE, REQUESTS, SuiteSettings.seed());
				assertThat(tally.leaks() + tally.faults()).as(tally::report).isZero();
				session.awaitBalance(Duration.ofSeconds(30));
			}
		}

	}

	@Nested
	@Order(3)
	class Control {

		private static final int REQUESTS = 100;

		@Test
		void theOracleFindsTheLeaksOfCachedCallsWithoutTheirGuard() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (FolioProcess folio = FolioProcess.start(FolioForm.AOT.command(build, Container.TOMCAT,
					ThreadKind.PLATFORM, "--request-state.cache.guard=off"),
					build.directory().resolve("control-aot-cache.log"))) {
				FolioSession session = new FolioSession("control", folio.uri(), build.directory(), System.out::println);
				RequestMix mix = new RequestMix(IsolationRequest.PAGE, SuiteSettings.seed());
				Tally tally = session.load(() -> mix.get().with(IsolationMode.PLAIN), REQUESTS);
				SUMMARY.addControl("ahead of time, cache without its guard", tally);
				assertThat(tally.count(ViolationKind.FOREIGN_TOKEN)).as(tally::report).isPositive();
			}
		}

	}

	@Nested
	@Order(4)
	class Closing {

		@Test
		void theFormAndTheControlHaveTheirLines() {
			List<String> lines = SUMMARY.lines();
			lines.forEach(System.out::println);
			assertThat(lines).hasSize(2);
		}

	}

}
