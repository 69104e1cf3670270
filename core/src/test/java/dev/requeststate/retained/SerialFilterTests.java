package dev.requeststate.retained;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JVM's own filter of classes, where it was told of one: in a JVM of its own, since
 * it is asked for once.
 */
class SerialFilterTests {

	@Test
	void whatTheFilterOfTheJvmRejectsIsDroppedAndTheRestIsMigrated() throws Exception {
		assertThat(migrate("-Djdk.serialFilter=!app.Cart")).contains("cart: new", "point: Point[x=1]")
			.anyMatch((line) -> line.startsWith("Dropped retained state 'cart': ")
					&& line.contains("migration failed: java.io.InvalidClassException: filter status: REJECTED"))
			.noneMatch((line) -> line.contains("'point'"));
	}

	// The control.
	@Test
	void withoutAFilterBothAreMigrated() throws Exception {
		assertThat(migrate()).contains("cart: Cart[items=3]", "point: Point[x=1]")
			.noneMatch((line) -> line.startsWith("Dropped"));
	}

	private static List<String> migrate(String... options) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), MigratedApplication.class.getName()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output.lines().toList();
	}

}
