package dev.requeststate.folio.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is reachable in a process, by class, as the JVM prints it. It collects the garbage
 * for that, and counts before anything runs again.
 */
final class ClassHistogram {

	private ClassHistogram() {
	}

	/**
	 * Have a process print its histogram.
	 * @throws IOException if the process could not be asked, for instance because it is
	 * gone
	 */
	static String of(ProcessHandle process) throws IOException, InterruptedException {
		// Into a file: all threads of the process stand still until the last line is
		// written, and a reader that is one of them would never read from a pipe.
		Path file = Files.createTempFile("histogram", ".txt");
		try {
			int exitCode = new Jcmd(process).command("GC.class_histogram")
				.redirectOutput(file.toFile())
				.start()
				.waitFor();
			String histogram = Files.readString(file);
			if (exitCode != 0) {
				throw new IOException("jcmd has said: " + histogram);
			}
			return histogram;
		}
		finally {
			Files.delete(file);
		}
	}

}
