package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests for the isolation page of one running Folio, for suites that do other things
 * to it at the same time. All answers go to one oracle. Usable by several threads at
 * once.
 */
public final class IsolationTraffic {

	private static final int SECTIONS_OF_LEAVERS = 4;

	private static final int DELAY_OF_LEAVERS = 100;

	private static final int MOST_KEPT = 100;

	private static final int WARM_UP = 100;

	private final URI server;

	private final String page;

	private final FolioClient client;

	private final OffendingResponses responses;

	private final Oracle oracle = new Oracle();

	private final AtomicInteger kept = new AtomicInteger();

	/**
	 * Creates the traffic.
	 * @param name of the run, for the files with offending responses; those of an earlier
	 * run are removed
	 * @param server where Folio serves HTTP
	 * @param directory for offending responses
	 */
	public IsolationTraffic(String name, URI server, Path directory) {
		this(name, server, directory, IsolationRequest.PAGE);
	}

	IsolationTraffic(String name, URI server, Path directory, String page) {
		this.server = server;
		this.page = page;
		this.client = new FolioClient(server);
		this.responses = new OffendingResponses(directory, name.replaceAll("\\W+", "-"));
		this.responses.clear();
	}

	/**
	 * The names of the modes.
	 */
	public static List<String> modes() {
		return Arrays.stream(IsolationMode.values()).map(IsolationMode::parameter).toList();
	}

	/**
	 * Sends a request that the seed makes up, mode and all. The future does not fail.
	 */
	public CompletableFuture<IsolationOutcome> send(long seed) {
		// Each mix deals its modes anew, so the first of it has its share by chance.
		IsolationRequest request = new RequestMix(this.page, seed).get();
		return this.client.send(request).handle((answer, failure) -> {
			if (answer == null) {
				return IsolationOutcome.unanswered(request, failure);
			}
			List<Violation> violations = this.oracle.check(request, answer);
			return IsolationOutcome.of(request, answer, violations, violations.isEmpty() ? "" : keep(request, answer));
		});
	}

	// While a database is away there are thousands of one kind.
	private String keep(IsolationRequest request, Answer answer) {
		return (this.kept.incrementAndGet() <= MOST_KEPT) ? this.responses.keep(request, answer) : "none";
	}

	/**
	 * Asks for a page in a mode that the seed says, and goes away with a reset at a point
	 * that the seed says.
	 * @throws IOException if the server was not there, or gone before
	 */
	public void leave(long seed) throws IOException {
		Random random = new Random(seed);
		IsolationRequest made = new RequestMix(this.page, seed).get();
		IsolationRequest request = new IsolationRequest(this.page, made.token(), made.mode(), SECTIONS_OF_LEAVERS,
				DELAY_OF_LEAVERS, made.language());
		Departure[] departures = Departure.values();
		departures[random.nextInt(departures.length)].leave(this.server, request, random.nextLong());
	}

	/**
	 * Has Folio load its classes, one request at a time.
	 * @param seed makes up the first of them
	 */
	public void warmUp(long seed) {
		for (int i = 0; i < WARM_UP; i++) {
			send(seed + i).join();
		}
	}

	/**
	 * Returns what Folio has opened and not ended, or ended by other means than it
	 * should; nothing if all is well.
	 * @throws IOException if the server does not answer, or not with 200
	 */
	public List<String> unended() throws IOException, InterruptedException {
		return this.client.stats().unended();
	}

}
