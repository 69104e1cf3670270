package dev.requeststate.context;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forks of a {@code StructuredTaskScope}, a preview in JDK 25: a program in a JVM of its
 * own, compiled there.
 */
class StructuredForkTests {

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25, max = JRE.JAVA_25,
			disabledReason = "The program is written for the preview of JDK 25, which every other JDK refuses")
	void forksSeeTheRequest() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--enable-preview", "--source", "25", "-cp", classPath(), "src/test/java25/StructuredForks.java")
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		assertThat(output).doesNotContain("FAILED").contains("ok: all are closed");
	}

	private static String classPath() {
		return Stream.of(RequestContext.class, LoggerFactory.class, Logger.class, Context.class)
			.map((type) -> new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath())
			.distinct()
			.collect(Collectors.joining(File.pathSeparator));
	}

}
