package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;

import dev.requeststate.docker.DockerFolio;
import dev.requeststate.docker.FolioServices;
import dev.requeststate.docker.RequiresDocker;
import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.RunningFolio;
import dev.requeststate.folio.process.ThreadKind;
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
 * Folio under load as people deploy it: in a container that its {@code Dockerfile} makes,
 * with a PostgreSQL and a Redis in containers beside it. At last the control.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}, and a Docker engine.
 * The image has a JVM of its own.
 */
@RequiresDocker
@EnabledForJreRange(min = JRE.JAVA_21,
		disabledReason = "the image has virtual threads, which this suite expects where its own JVM has them")
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class DockerSuite {

	private static final String PLAYGROUND = "--folio.playground=true";

	private static final Summary SUMMARY = new Summary(Summary.FULL_IN_DOCKER);

	private static FolioServices services;

	private static Future<String> image;

	@BeforeAll
	static void startServices() {
		image = DockerFolio.image(directory());
		services = FolioServices.start();
	}

	// Of the jar's module.
	private static Path directory() {
		return BuildOutput.fromSystemProperties().classes().resolve("../..").normalize();
	}

	@AfterAll
	static void endServices() {
		if (services != null) {
			services.close();
		}
	}

	@Nested
	@Order(1)
	class InDocker extends IsolationRun {

		InDocker() {
			super("docker", FolioForm.PACKAGED, Container.TOMCAT, ThreadKind.PLATFORM, SuiteSettings.requestsInDocker(),
					SUMMARY);
		}

		@Override
		RunningFolio start(BuildOutput build, String file) throws IOException {
			return DockerFolio.start(image, services, build.directory().resolve(file + ".log"), PLAYGROUND,
					SuiteSettings.STRICT_LEAK_DETECTION);
		}

	}

	@Nested
	@Order(2)
	class Deployed {

		@Test
		void itRunsAsNobodyInParticularAndEndsWhenItIsAskedTo() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (DockerFolio folio = DockerFolio.start(image, services, build.directory().resolve("docker-end.log"))) {
				assertThat(folio.user()).isEqualTo("10001:10001");
				assertThat(folio.end()).isEqualTo(143);
				assertThat(folio.output()).contains("Graceful shutdown complete");
			}
		}

	}

	@Nested
	@Order(3)
	class Control {

		private static final int REQUESTS = 500;

		@Test
		void theOracleFindsTheLeaksOfAHeadKeptInAStaticField() throws Exception {
			BuildOutput build = BuildOutput.fromSystemProperties();
			try (DockerFolio folio = DockerFolio.start(image, services, build.directory().resolve("docker-control.log"),
					PLAYGROUND, "--spring.profiles.active=postgres,redis,leaky")) {
				FolioSession session = new FolioSession("control", folio.uri(), build.directory(), System.out::println);
				Tally tally = session.load(IsolationRequest.LEAKY_PAGE, REQUESTS, SuiteSettings.seed());
				SUMMARY.addControl("docker, static field", tally);
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
