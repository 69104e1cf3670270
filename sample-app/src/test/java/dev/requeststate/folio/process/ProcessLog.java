package dev.requeststate.folio.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process writes, read from the file that it is written to.
 */
public final class ProcessLog {

	private static final Pattern PORT = Pattern.compile("started on ports? (\\d+) \\(http");

	private static final int TAIL = 40;

	private final Path file;

	ProcessLog(Path file) {
		this.file = file;
	}

	public Path file() {
		return this.file;
	}

	/**
	 * Returns the port that the web server says it listens on, if it has said so.
	 */
	OptionalInt port() {
		Matcher matcher = PORT.matcher(text());
		return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
	}

	/**
	 * Returns everything written so far, empty before the first line.
	 */
	public String text() {
		try {
			return Files.exists(this.file) ? Files.readString(this.file) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the last lines, for a report.
	 */
	public String tail() {
		List<String> lines = text().lines().toList();
		return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
	}

}
