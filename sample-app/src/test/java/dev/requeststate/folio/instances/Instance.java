package dev.requeststate.folio.instances;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Container;
import dev.requeststate.folio.process.FolioForm;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.ThreadKind;

/**
 * One of several instances of the packaged Folio at one Redis, as readers see it. Usable
 * by several threads at once. Closing ends it.
 */
final class Instance implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int OK = 200;

	private static final int SEE_OTHER = 303;

	private final FolioProcess process;

	private Instance(FolioProcess process) {
		this.process = process;
	}

	/**
	 * Start one and wait until it serves.
	 * @param name its name in those of log files
	 * @param redis where values and tags are kept
	 * @param arguments more on the command line
	 */
	static Instance start(BuildOutput build, String name, RedisServer redis, String... arguments) throws IOException {
		List<String> all = new ArrayList<>(
				List.of("--spring.profiles.active=redis", "--spring.data.redis.port=" + redis.port()));
		all.addAll(List.of(arguments));
		return new Instance(FolioProcess.start(
				FolioForm.PACKAGED.command(build, Container.TOMCAT, ThreadKind.PLATFORM, all.toArray(String[]::new)),
				build.directory().resolve("instance-" + name + ".log")));
	}

	/**
	 * The page of a book, or what else there is below the server's address.
	 * @throws IOException if it does not answer, or not with 200
	 */
	String get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build();
		var response = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
		if (response.statusCode() != OK) {
			throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
		}
		return response.body();
	}

	/**
	 * Send a review of a book.
	 * @throws IOException if that is not answered, or not as it should be
	 */
	void review(String slug, String text) throws IOException, InterruptedException {
		String form = "name=Suite&rating=4&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
		HttpRequest request = HttpRequest.newBuilder(uri("/books/" + slug + "/reviews"))
			.timeout(PATIENCE)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form))
			.build();
		var response = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
		if (response.statusCode() != SEE_OTHER) {
			throw new IOException("The review was answered by " + response.statusCode() + ": " + response.body());
		}
	}

	/**
	 * End it in the middle of whatever it does, with no chance to tidy up.
	 */
	void kill() {
		this.process.handle().destroyForcibly();
	}

	private URI uri(String path) {
		return this.process.uri().resolve(path);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
