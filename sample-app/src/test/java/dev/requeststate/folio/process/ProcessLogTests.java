package dev.requeststate.folio.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessLogTests {

	@TempDir
	private Path directory;

	@Test
	void thePortIsTheOneThatTheServerSays() throws IOException {
		assertThat(log("INFO 1 --- [main] o.s.boot.tomcat.TomcatWebServer : "
				+ "Tomcat started on port 40123 (http) with context path '/'\n")
			.port()).hasValue(40123);
		assertThat(log("Jetty started on port 40124 (http/1.1) with context path '/'\n").port()).hasValue(40124);
	}

	@Test
	void thereIsNoPortBeforeTheServerHasStarted() throws IOException {
		assertThat(log("Tomcat initialized with port 0 (http)\n").port()).isEmpty();
		assertThat(new ProcessLog(this.directory.resolve("none")).port()).isEmpty();
	}

	@Test
	void theTailHasTheLastFortyLines() throws IOException {
		String lines = IntStream.rangeClosed(1, 100)
			.mapToObj((line) -> "line " + line)
			.collect(Collectors.joining("\n"));
		assertThat(log(lines).tail()).startsWith("line 61\n").endsWith("\nline 100");
	}

	private ProcessLog log(String text) throws IOException {
		return new ProcessLog(Files.writeString(this.directory.resolve("log"), text));
	}

}
