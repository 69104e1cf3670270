package dev.requeststate.folio.isolation.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.FolioProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FolioProcessTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Duration SHORT = Duration.ofSeconds(2);

	@TempDir
	private Path directory;

	@Test
	void aProcessIsUsableOnceStartedAndGoneOnceClosed() throws Exception {
		ProcessHandle handle;
		try (FolioProcess folio = start("ready", LONG)) {
			handle = folio.handle();
			assertThat(new FolioClient(folio.uri()).stats().opened()).isZero();
			// The JVM says first which options it has from the environment.
			assertThat(folio.log().text().lines()).filteredOn((line) -> !line.startsWith("NOTE: Picked up "))
				.first()
				.isEqualTo("The fake was started to be ready");
		}
		handle.onExit().get(30, TimeUnit.SECONDS);
		assertThat(handle.isAlive()).isFalse();
	}

	@Test
	void aProcessThatEndsIsReportedWithWhatItWrote() {
		assertThatIllegalStateException().isThrownBy(() -> start("broken", LONG))
			.withMessageContaining("has ended with exit code 3")
			.withMessageContaining("The fake was started to be broken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "silent", "deaf" })
	void aProcessThatIsNotReadyInTimeIsReportedAndEnded(String manner) {
		long before = children();
		assertThatIllegalStateException().isThrownBy(() -> start(manner, SHORT))
			.withMessageContaining("is not ready after 2 s");
		assertThat(children()).isEqualTo(before);
	}

	@Test
	void whatItsThreadsDoCanBeWritten() throws Exception {
		try (FolioProcess folio = start("ready", LONG)) {
			assertThat(folio.dumpThreads(this.directory, "fake")).isNotEmpty()
				.allSatisfy((file) -> assertThat(file).content().contains("FakeFolioMain.main"));
		}
	}

	private FolioProcess start(String manner, Duration timeToStart) throws IOException {
		return FolioProcess.start(List.of(BuildOutput.java().toString(), "-cp",
				System.getProperty("java.class.path") + File.pathSeparator
						+ System.getProperty("surefire.test.class.path", ""),
				FakeFolioMain.class.getName(), manner), this.directory.resolve("logs/folio.log"), timeToStart);
	}

	private static long children() {
		return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
	}

}
