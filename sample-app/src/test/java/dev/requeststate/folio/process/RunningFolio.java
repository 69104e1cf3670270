package dev.requeststate.folio.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A Folio that serves HTTP, wherever it runs. Closing ends it.
 */
public interface RunningFolio extends AutoCloseable {

	/**
	 * Returns where it serves HTTP.
	 */
	URI uri();

	/**
	 * Returns everything that it has written so far.
	 */
	String output();

	/**
	 * Writes what every thread is doing into files, for whoever has to find out why Folio
	 * does not answer.
	 * @param directory for the files
	 * @param run the name of the run, for theirs
	 * @return the files, none where it could not be found out
	 */
	List<Path> dumpThreads(Path directory, String run) throws IOException, InterruptedException;

	@Override
	void close();

}
