package dev.requeststate.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

import dev.requeststate.folio.process.RunningFolio;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * Folio in a container, made by its {@code Dockerfile}, with the profiles
 * {@code postgres} and {@code redis}. Closing ends it.
 */
public final class DockerFolio implements RunningFolio {

	private static final int PORT = 8080;

	private static final Duration TIME_TO_START = Duration.ofMinutes(2);

	private static final Duration TIME_TO_END = Duration.ofSeconds(40);

	private static final String BASE_IMAGE = "folio.image.base";

	private final GenericContainer<?> container;

	private DockerFolio(GenericContainer<?> container) {
		this.container = container;
	}

	/**
	 * Has the image built, on the base that the {@code Dockerfile} names unless the
	 * system property {@code folio.image.base} names another. It goes when this JVM ends.
	 * @param directory the directory of the {@code Dockerfile}
	 */
	public static Future<String> image(Path directory) {
		ImageFromDockerfile image = new ImageFromDockerfile().withDockerfile(directory.resolve("Dockerfile"));
		String base = System.getProperty(BASE_IMAGE);
		return (base != null) ? image.withBuildArg("BASE_IMAGE", base) : image;
	}

	/**
	 * Runs it and waits two minutes at most until it is ready.
	 * @param image what {@link #image(Path)} has built
	 * @param services what it needs
	 * @param logFile where its output goes
	 * @param arguments more on the command line
	 */
	@SuppressWarnings("resource")
	public static DockerFolio start(Future<String> image, FolioServices services, Path logFile, String... arguments)
			throws IOException {
		Files.createDirectories(logFile.toAbsolutePath().getParent());
		Files.writeString(logFile, "");
		DockerFolio folio = new DockerFolio(new GenericContainer<>(image).withNetwork(services.network())
			.withEnv(services.environment())
			.withEnv("SPRING_PROFILES_ACTIVE", "postgres,redis")
			.withEnv("SPRING_OUTPUT_ANSI_ENABLED", "never")
			.withEnv("JDK_JAVA_OPTIONS", "-Xmx512m")
			.withCommand(arguments)
			.withExposedPorts(PORT)
			.withLogConsumer((frame) -> write(frame, logFile))
			.waitingFor(Wait.forHttp("/actuator/health/readiness").withStartupTimeout(TIME_TO_START)));
		try {
			folio.container.start();
			return folio;
		}
		catch (RuntimeException ex) {
			folio.close();
			throw ex;
		}
	}

	private static void write(OutputFrame frame, Path logFile) {
		try {
			Files.writeString(logFile, frame.getUtf8String(), StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public URI uri() {
		return URI.create("http://" + this.container.getHost() + ":" + this.container.getMappedPort(PORT));
	}

	@Override
	public String output() {
		return this.container.getLogs();
	}

	/**
	 * {@inheritDoc} Its JVM writes them to its output.
	 */
	@Override
	public List<Path> dumpThreads(Path directory, String run) throws IOException {
		this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).withSignal("QUIT").exec();
		Path threads = directory.resolve(run + "-threads.txt").toAbsolutePath();
		Awaitility.await("threads of Folio")
			.atMost(TIME_TO_END)
			.until(this::output, (output) -> output.contains("JNI global refs"));
		return List.of(Files.writeString(threads, output()));
	}

	/**
	 * Returns the user that it runs as.
	 */
	public String user() {
		return this.container.getContainerInfo().getConfig().getUser();
	}

	/**
	 * Asks it to end, as whoever replaces it by another does, waits for that, and returns
	 * its exit code.
	 */
	public long end() {
		String id = this.container.getContainerId();
		this.container.getDockerClient().stopContainerCmd(id).withTimeout((int) TIME_TO_END.toSeconds()).exec();
		return this.container.getDockerClient().inspectContainerCmd(id).exec().getState().getExitCodeLong();
	}

	@Override
	public void close() {
		this.container.stop();
	}

	@Override
	public String toString() {
		return "container " + this.container.getContainerId();
	}

}
