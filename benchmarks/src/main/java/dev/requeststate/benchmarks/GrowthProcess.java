package dev.requeststate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that measures one point in a process of its own, on this JVM, and tells its
 * figures line by line.
 */
final class GrowthProcess {

	private static final String PREFIX = "figure ";

	private GrowthProcess() {
	}

	/**
	 * Tell a figure. Called in the process.
	 */
	static void tell(String name, double value) {
		System.out.println(PREFIX + name + " " + value);
	}

	/**
	 * Run a program to its end.
	 * @param program the class with its main method
	 * @param arguments the program's arguments
	 * @return the figures that it has told
	 */
	static Map<String, Double> run(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// A size of its own, so that the collector does not depend on the machine's.
		command.addAll(List.of("-Xms1g", "-Xmx4g", "-XX:+UseG1GC"));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try {
			Map<String, Double> figures = figures(process);
			Checks.isTrue(process.waitFor() == 0, program.getSimpleName() + " " + arguments + " failed");
			return figures;
		}
		finally {
			process.destroy();
		}
	}

	private static Map<String, Double> figures(Process process) throws IOException {
		Map<String, Double> figures = new LinkedHashMap<>();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith(PREFIX)) {
					String[] words = line.split(" ");
					figures.put(words[1], Double.valueOf(words[2]));
				}
			}
		}
		return figures;
	}

}
