package dev.requeststate.benchmarks;

import java.util.Arrays;
import java.util.Map;

import dev.requeststate.benchmarks.report.Report;

/**
 * What {@code java -jar benchmarks.jar} runs: the program that the first argument names,
 * or else the JMH benchmarks of the report, with the arguments that JMH knows.
 */
public final class Main {

	private static final Map<String, Program> PROGRAMS = Map.of("end-to-end", EndToEnd::main, "growth", GrowthRun::main,
			"report", Report::main);

	private Main() {
	}

	/**
	 * Run.
	 * @param arguments a program's name and its own, or those of {@link JmhRun}
	 * @throws Exception what the program throws
	 */
	public static void main(String[] arguments) throws Exception {
		Program program = (arguments.length > 0) ? PROGRAMS.get(arguments[0]) : null;
		if (program != null) {
			program.run(Arrays.copyOfRange(arguments, 1, arguments.length));
		}
		else {
			JmhRun.main(arguments);
		}
	}

	private interface Program {

		void run(String[] arguments) throws Exception;

	}

}
