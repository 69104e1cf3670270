package dev.requeststate.folio.process;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the heap of a process is reachable.
 *
 * <p>
 * It is the sum of the class histogram, and not what the heap holds after a collection: a
 * process that is at work has filled some of it again before it can be asked.
 */
public final class LiveHeap {

	private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

	private final ProcessHandle process;

	public LiveHeap(ProcessHandle process) {
		this.process = process;
	}

	/**
	 * Has the process collect its garbage, and returns how many bytes are left. Softly
	 * reachable ones are left too, unless the process runs with
	 * {@code -XX:SoftRefLRUPolicyMSPerMB=0}.
	 * @throws IOException if the process could not be asked
	 */
	public long bytes() throws IOException, InterruptedException {
		return total(ClassHistogram.of(this.process));
	}

	/**
	 * Reads a histogram.
	 * @throws IOException if it is none
	 */
	static long total(String histogram) throws IOException {
		Matcher total = TOTAL.matcher(histogram);
		if (!total.find()) {
			throw new IOException("Not a histogram: " + histogram);
		}
		return Long.parseLong(total.group(1));
	}

}
