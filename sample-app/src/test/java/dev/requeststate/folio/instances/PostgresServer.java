package dev.requeststate.folio.instances;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.process.FreePort;

import org.springframework.util.FileSystemUtils;

/**
 * A running PostgreSQL with an empty database of its own, that listens on the loopback
 * address alone and lets everybody in there. What it has committed outlives its restarts.
 * Closing ends it and removes all it has written; so does the end of this JVM.
 *
 * <p>
 * PostgreSQL refuses to run as root, and is run as the user {@code postgres} then, whom
 * Debian's package brings.
 */
public final class PostgresServer implements AutoCloseable {

	/** The user who owns the database, without a password. */
	public static final String USER = "folio";

	private static final String ROOT = "root";

	private static final String ACCOUNT = "postgres";

	private static final int SECONDS = 60;

	private final Path programs;

	private final Path directory;

	private final int port;

	private final Thread hook;

	private PostgresServer(Path programs, Path directory, int port) {
		this.programs = programs;
		this.directory = directory;
		this.port = port;
		this.hook = new Thread(this::end, "suite-end-postgres");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Where the programs of the newest PostgreSQL are that Debian has installed, if there
	 * is one. Debian's packages are asked: they put them into a directory for each
	 * version, and those are not on the path.
	 */
	public static Optional<Path> programs() throws IOException {
		Process packages;
		try {
			packages = new ProcessBuilder("dpkg-query", "--search", "*/bin/initdb")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			// This is no Debian.
			return Optional.empty();
		}
		try (BufferedReader lines = packages.inputReader()) {
			return lines.lines()
				.map((line) -> Path.of(line.substring(line.indexOf(": ") + 2)))
				.filter(Files::isExecutable)
				.map(Path::getParent)
				.max(Comparator
					.comparingInt((programs) -> Integer.parseInt(programs.getParent().getFileName().toString())));
		}
	}

	/**
	 * Make a database, and run PostgreSQL until it answers.
	 * @param programs where the programs are
	 */
	public static PostgresServer start(Path programs) throws IOException {
		// Not below the build's directory, which another user may have no way into.
		Path directory = Files.createTempDirectory("folio-postgres");
		PostgresServer server = new PostgresServer(programs, directory, FreePort.find());
		try {
			server.create();
			server.control("start");
			return server;
		}
		catch (IOException | RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	private void create() throws IOException {
		if (isRoot()) {
			Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwx------"));
			Files.setOwner(this.directory,
					this.directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
		}
		run(List.of(program("initdb"), "--pgdata", data(), "--username", USER, "--auth", "trust", "--encoding", "UTF8",
				"--locale", "C"));
		Files.writeString(this.directory.resolve("data/postgresql.conf"), """

				listen_addresses = '127.0.0.1'
				port = %d
				unix_socket_directories = ''
				""".formatted(this.port), StandardOpenOption.APPEND);
	}

	/**
	 * Break off all that it does, as when it crashes, and run it again until it answers.
	 * Its clients lose their connections.
	 */
	public void restart() throws IOException {
		control("restart", "--mode", "immediate");
	}

	/**
	 * The address of the database.
	 */
	public String jdbcUrl() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + ACCOUNT;
	}

	private void control(String... command) throws IOException {
		List<String> line = new ArrayList<>(List.of(program("pg_ctl"), "--pgdata", data(), "--wait", "--timeout",
				Integer.toString(SECONDS), "--log", this.directory.resolve("data/server.log").toString()));
		line.addAll(List.of(command));
		run(line);
	}

	private String program(String name) {
		return this.programs.resolve(name).toString();
	}

	private String data() {
		return this.directory.resolve("data").toString();
	}

	private void run(List<String> command) throws IOException {
		List<String> line = new ArrayList<>();
		if (isRoot()) {
			line.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--init-groups", "--"));
		}
		line.addAll(command);
		// Not a pipe: the server keeps what pg_ctl has for output, and it would not end.
		Path output = Files.createTempFile("postgres", ".txt");
		try {
			Process process = new ProcessBuilder(line).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			boolean ended = process.waitFor(2L * SECONDS, TimeUnit.SECONDS);
			if (!ended || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IOException(String.join(" ", command) + " has failed: " + Files.readString(output));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while waiting for " + command.get(0), ex);
		}
		finally {
			Files.delete(output);
		}
	}

	private static boolean isRoot() {
		return System.getProperty("user.name").equals(ROOT);
	}

	@Override
	public void close() {
		end();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

	private void end() {
		try {
			if (Files.exists(this.directory.resolve("data/postmaster.pid"))) {
				control("stop", "--mode", "immediate");
			}
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			System.err.println("PostgreSQL in " + this.directory + " was not ended: " + ex.getMessage());
		}
	}

}
