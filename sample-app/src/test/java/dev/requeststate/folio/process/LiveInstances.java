package dev.requeststate.folio.process;

import java.io.IOException;

/**
 * Counts the instances of a class that are reachable in a process.
 */
public final class LiveInstances {

	private final ProcessHandle process;

	public LiveInstances(ProcessHandle process) {
		this.process = process;
	}

	/**
	 * Has the process collect its garbage, and returns how many instances are left.
	 * Softly reachable ones are left too, unless the process runs with
	 * {@code -XX:SoftRefLRUPolicyMSPerMB=0}.
	 * @param className the name of the class, without its subclasses
	 * @throws IOException if the process could not be asked
	 */
	public int of(String className) throws IOException, InterruptedException {
		return count(ClassHistogram.of(this.process), className);
	}

	/**
	 * Reads a histogram.
	 * @throws IOException if it is none
	 */
	static int count(String histogram, String className) throws IOException {
		if (!histogram.contains("java.lang.String")) {
			throw new IOException("Not a histogram: " + histogram);
		}
		return histogram.lines()
			.map((line) -> line.trim().split("\\s+"))
			.filter((columns) -> columns.length >= 4 && columns[3].equals(className))
			.mapToInt((columns) -> Integer.parseInt(columns[1]))
			.sum();
	}

}
