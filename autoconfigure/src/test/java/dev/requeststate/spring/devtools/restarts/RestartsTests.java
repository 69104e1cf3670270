package dev.requeststate.spring.devtools.restarts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.requeststate.spring.devtools.restarts.app.RestartedApplication;
import dev.requeststate.spring.devtools.restarts.plain.PlainApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the library across restarts by DevTools, each in a process of its own.
 */
class RestartsTests {

	private static final int RESTARTS = 20;

	// The current one, and the first: Boot's shutdown hook was made in it.
	private static final long FLOOR = 2;

	// Or what can only be reached softly is counted.
	private static final String CLEAR_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

	private static final String PROBLEM = "Retained state is cut short";

	@TempDir
	private Path directory;

	@Test
	void nothingOfAnOldGenerationIsKept() throws IOException {
		try (RestartedProcess application = start(Layout.JARS, CLEAR_SOFT_REFERENCES)) {
			assertThat(text(application.get("/visit"))).containsEntry("library", "AppClassLoader")
				.containsEntry("application", "RestartClassLoader")
				.containsEntry("visits", "1")
				.containsEntry("basket", "Basket$$Owned")
				.containsEntry("generation", "1");
			work(application);
			application.restart();
			work(application);
			application.restart();
			work(application);
			Awaitility.await("the floor").until(() -> application.ask("loaders"), (loaders) -> loaders <= FLOOR);
			Map<String, Long> before = figures(application);
			for (int restart = 2; restart < RESTARTS; restart++) {
				application.restart();
				work(application);
			}
			assertThat(text(application.get("/visit"))).containsEntry("visits", "2")
				.containsEntry("basket", "Basket$$Owned")
				.containsEntry("generation", String.valueOf(RESTARTS + 1));
			// What a reference handler has still to do, it does soon.
			Awaitility.await("nothing of the old generations")
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(figures(application)).containsEntry("loaders", FLOOR)
					.containsEntry("contexts", 0L)
					.allSatisfy(
							(figure, value) -> assertThat(value).as(figure).isLessThanOrEqualTo(before.get(figure))));
			assertThat(application.log()).doesNotContain(PROBLEM);
		}
	}

	@Test
	void whatIsKeptOnPurposeIsCounted() throws IOException {
		try (RestartedProcess application = start(Layout.JARS, CLEAR_SOFT_REFERENCES, "--keep-on-purpose=true")) {
			Map<String, Long> before = figures(application);
			for (int restart = 0; restart < 4; restart++) {
				application.restart();
			}
			Map<String, Long> after = figures(application);
			assertThat(after).containsEntry("loaders", 5L);
			assertThat(after)
				.allSatisfy((figure, value) -> assertThat(value).isGreaterThanOrEqualTo(before.get(figure) + 4));
		}
	}

	@Test
	void aLibraryInDirectoriesIsReportedAndKeepsWhatIsOfTheJdk() throws IOException {
		try (RestartedProcess application = start(Layout.DIRECTORIES)) {
			Map<String, String> before = text(application.get("/visit"));
			assertThat(before).containsEntry("library", "RestartClassLoader").containsEntry("visits", "1");
			application.restart();
			Map<String, String> after = text(application.get("/visit"));
			assertThat(after).containsEntry("library", "RestartClassLoader").containsEntry("visits", "2");
			assertThat(after.get("note")).isNotEqualTo(before.get("note"));
			assertThat(application.log()).contains(PROBLEM)
				.contains("Values made of classes that are not restarted are kept")
				.containsPattern("restart\\.exclude\\.core-target-classes=/core/target/classes/\\$")
				.containsPattern("restart\\.exclude\\.autoconfigure-target-classes=/autoconfigure/target/classes/\\$");
		}
	}

	@Test
	void aCoreInADirectoryIsReported() throws IOException {
		try (RestartedProcess application = RestartedProcess.start(Layout.CORE_IN_A_DIRECTORY, PlainApplication.class,
				this.directory)) {
			assertThat(application.log()).contains(PROBLEM)
				.contains("No value is kept")
				.containsPattern("restart\\.exclude\\.core-target-classes=/core/target/classes/\\$")
				.doesNotContainPattern("restart\\.exclude\\.autoconfigure");
		}
	}

	@Test
	void nothingHappensWithoutDevTools() throws IOException {
		try (RestartedProcess application = start(Layout.NO_DEVTOOLS)) {
			assertThat(text(application.get("/visit"))).containsEntry("generation", "0")
				.containsEntry("visits", "1")
				.containsEntry("basket", "Basket")
				.containsEntry("application", "AppClassLoader");
			assertThat(text(application.get("/visit"))).containsEntry("visits", "2");
			work(application);
			assertThat(application.log()).doesNotContain(PROBLEM, "ERROR");
		}
	}

	private RestartedProcess start(Layout layout, String... arguments) throws IOException {
		return RestartedProcess.start(layout, RestartedApplication.class, this.directory, arguments);
	}

	private static void work(RestartedProcess application) {
		assertThat(text(application.get("/work"))).containsEntry("notes", "8")
			.containsEntry("info", "GET /work")
			.hasEntrySatisfying("opened", (opened) -> assertThat(opened).isNotEqualTo("0"));
		Awaitility.await("a job").until(() -> !text(application.get("/jobs")).get("runs").equals("0"));
	}

	// The loaders first: their count begins with a collection, and the index of a local
	// is free when the local has been collected.
	private static Map<String, Long> figures(RestartedProcess application) {
		Map<String, Long> figures = new LinkedHashMap<>();
		for (String figure : List.of("loaders", "factories", "contexts", "accessors", "registries", "slots")) {
			figures.put(figure, application.ask(figure));
		}
		return figures;
	}

	private static Map<String, String> text(Map<?, ?> facts) {
		Map<String, String> text = new TreeMap<>();
		facts.forEach((name, value) -> text.put(name.toString(), value.toString()));
		return text;
	}

}
