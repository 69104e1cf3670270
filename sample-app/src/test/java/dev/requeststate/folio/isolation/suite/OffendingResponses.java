package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps responses that are not right, each whole and in a file of its own, for whoever
 * has to find out why.
 */
final class OffendingResponses {

	private final Path directory;

	private final String run;

	OffendingResponses(Path directory, String run) {
		this.directory = directory;
		this.run = run;
	}

	/**
	 * Removes what an earlier run of the same name has left.
	 */
	void clear() {
		try {
			Files.createDirectories(this.directory);
			try (DirectoryStream<Path> left = Files.newDirectoryStream(this.directory, this.run + "-rq-*.txt")) {
				for (Path file : left) {
					Files.delete(file);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes the response and returns the name of the file.
	 */
	String keep(IsolationRequest request, Answer answer) {
		Path file = this.directory.resolve(this.run + "-" + request.token() + ".txt");
		try {
			Files.createDirectories(this.directory);
			Files.writeString(file, request.describe() + "\n\n" + answer.describe());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file.toString();
	}

}
