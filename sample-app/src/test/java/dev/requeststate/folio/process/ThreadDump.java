package dev.requeststate.folio.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What every thread of a process is doing, for whoever has to find out why it does not
 * answer.
 */
final class ThreadDump {

	private static final int SECONDS_TO_DUMP = 30;

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private final Jcmd jcmd;

	private final Path directory;

	private final String run;

	ThreadDump(ProcessHandle process, Path directory, String run) {
		this.jcmd = new Jcmd(process);
		this.directory = directory;
		this.run = run;
	}

	/**
	 * Writes the threads into files, and the virtual ones, where there are any, into one
	 * of their own. Returns the files, none where this JVM comes without {@code jcmd}.
	 */
	List<Path> write() throws IOException, InterruptedException {
		List<Path> files = new ArrayList<>();
		Path threads = this.directory.resolve(this.run + "-threads.txt").toAbsolutePath();
		add(threads, this.jcmd.command("Thread.print", "-l").redirectOutput(threads.toFile()), files);
		if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
			Path virtual = this.directory.resolve(this.run + "-virtual-threads.txt").toAbsolutePath();
			add(virtual, this.jcmd.command("Thread.dump_to_file", "-overwrite", virtual.toString())
				.redirectOutput(ProcessBuilder.Redirect.DISCARD), files);
		}
		return files;
	}

	private void add(Path file, ProcessBuilder jcmd, List<Path> files) throws IOException, InterruptedException {
		if (!Jcmd.isAvailable()) {
			return;
		}
		Process process = jcmd.start();
		if (process.waitFor(SECONDS_TO_DUMP, TimeUnit.SECONDS)) {
			files.add(file);
		}
		else {
			process.destroyForcibly();
		}
	}

}
