package dev.requeststate.folio.isolation.suite;

import org.junit.jupiter.api.AfterAll;
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
 * Folio under load, as two real processes: run from class directories with DevTools, and
 * as the packaged jar; each on platform threads and, where the JDK has them, on virtual
 * threads. At last the control, which leaks on purpose: an oracle that finds nothing
 * there would find nothing anywhere.
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

	@AfterAll
	static void printSummary() {
		SUMMARY.lines().forEach(System.out::println);
	}

	@Nested
	@Order(1)
	class DevOnPlatformThreads extends IsolationRun {

		DevOnPlatformThreads() {
			super(FolioForm.DEV, ThreadKind.PLATFORM, SUMMARY);
		}

	}

	@Nested
	@Order(2)
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	class DevOnVirtualThreads extends IsolationRun {

		DevOnVirtualThreads() {
			super(FolioForm.DEV, ThreadKind.VIRTUAL, SUMMARY);
		}

	}

	@Nested
	@Order(3)
	class PackagedOnPlatformThreads extends IsolationRun {

		PackagedOnPlatformThreads() {
			super(FolioForm.PACKAGED, ThreadKind.PLATFORM, SUMMARY);
		}

	}

	@Nested
	@Order(4)
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21")
	class PackagedOnVirtualThreads extends IsolationRun {

		PackagedOnVirtualThreads() {
			super(FolioForm.PACKAGED, ThreadKind.VIRTUAL, SUMMARY);
		}

	}

	@Nested
	@Order(5)
	class Control {

		private static final int REQUESTS = 2000;

		@Test
		void theOracleFindsTheLeaksOfAHeadKeptInAStaticField() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (FolioProcess folio = FolioProcess.start(
					FolioForm.PACKAGED.command(build, ThreadKind.PLATFORM, "--spring.profiles.active=leaky"),
					build.directory().resolve("control.log"))) {
				Tally tally = new FolioSession("control", folio.uri(), build.directory(), System.out::println)
					.load(IsolationRequest.LEAKY_PAGE, REQUESTS, SuiteSettings.seed());
				SUMMARY.addControl(tally);
				assertThat(tally.count(ViolationKind.FOREIGN_TOKEN)).as(tally::report).isPositive();
			}
		}

	}

}
