package dev.requeststate.folio.isolation.suite;

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

	private final ProcessHandle process;

	private final Path directory;

	private final String run;

	ThreadDump(ProcessHandle process, Path directory, String run) {
		this.process = process;
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
		add(threads, jcmd("Thread.print", "-l").redirectOutput(threads.toFile()), files);
		if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
			Path virtual = this.directory.resolve(this.run + "-virtual-threads.txt").toAbsolutePath();
			add(virtual, jcmd("Thread.dump_to_file", "-overwrite", virtual.toString())
				.redirectOutput(ProcessBuilder.Redirect.DISCARD), files);
		}
		return files;
	}

	private ProcessBuilder jcmd(String... command) {
		List<String> line = new ArrayList<>();
		line.add(BuildOutput.java().resolveSibling("jcmd").toString());
		line.add(Long.toString(this.process.pid()));
		line.addAll(List.of(command));
		return new ProcessBuilder(line).redirectErrorStream(true);
	}

	private void add(Path file, ProcessBuilder jcmd, List<Path> files) throws IOException, InterruptedException {
		if (!BuildOutput.java().resolveSibling("jcmd").toFile().canExecute()) {
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
