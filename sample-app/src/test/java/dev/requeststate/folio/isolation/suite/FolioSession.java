package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * What the suite does with one running Folio, and what it knows of it: every page that
 * was asked for is counted, and all answers go to one oracle. For one thread.
 *
 * <p>
 * The stats need not count the request that asks for them, but count the ones before: so
 * the contexts that were opened are known up to as many.
 */
final class FolioSession {

	private static final Duration PROGRESS = Duration.ofSeconds(5);

	/** Many times what a run takes; for one that would not end. */
	private static final Duration LONGEST = Duration.ofMinutes(20);

	private static final Duration SETTLED = Duration.ofMillis(500);

	private final String name;

	private final FolioClient client;

	private final OffendingResponses responses;

	private final Consumer<String> lines;

	private final Oracle oracle = new Oracle();

	private final long before;

	private int answered;

	private int departed;

	private int asked;

	/**
	 * Creates a session.
	 * @param name of the run, for its lines and files
	 * @param server where Folio serves HTTP
	 * @param directory for offending responses; those of an earlier run are removed
	 * @param lines takes each line of progress
	 */
	FolioSession(String name, URI server, Path directory, Consumer<String> lines)
			throws IOException, InterruptedException {
		this.name = name;
		this.client = new FolioClient(server);
		this.responses = new OffendingResponses(directory, name.replaceAll("\\W+", "-"));
		this.responses.clear();
		this.lines = lines;
		this.before = this.client.stats().opened();
		this.asked = 1;
	}

	/**
	 * Sends requests, 64 at a time, for twenty minutes at most, and returns what came of
	 * them.
	 * @param page the path before the token
	 */
	Tally load(String page, int count, long seed) throws InterruptedException {
		return load(new RequestMix(page, seed), count);
	}

	/**
	 * Sends requests, 64 at a time, for twenty minutes at most, and returns what came of
	 * them.
	 */
	Tally load(Supplier<IsolationRequest> requests, int count) throws InterruptedException {
		return load(requests, count, LoadRun.IN_FLIGHT);
	}

	/**
	 * Sends requests, one at a time, and returns what came of them.
	 * @param page the path before the token
	 */
	Tally loadOneByOne(String page, int count, long seed) throws InterruptedException {
		return load(new RequestMix(page, seed), count, 1);
	}

	private Tally load(Supplier<IsolationRequest> requests, int count, int inFlight) throws InterruptedException {
		Tally tally = new Tally(this.responses);
		try (Progress progress = new Progress(this.name, tally, count, PROGRESS, this.lines)) {
			new LoadRun(this.client, this.oracle, tally, inFlight).run(requests, count, LONGEST);
		}
		this.answered += tally.requests() - tally.count(ViolationKind.NO_ANSWER);
		return tally;
	}

	/**
	 * Sends a malformed request and returns the answer.
	 */
	Answer send(MalformedRequest request) throws IOException, InterruptedException {
		Answer answer = this.client.get(request.target(), request.headers());
		this.answered++;
		return answer;
	}

	/**
	 * Lets so many clients go away in each mode and manner, and returns when all are
	 * gone.
	 */
	void leave(int each, long seed) throws Exception {
		this.departed += new Disconnects(this.client.server(), seed).leave(each);
	}

	/**
	 * Sends a request with too large a header and returns the status line of the answer.
	 */
	String sendOversized(String token) throws IOException {
		return new OversizedHeader(this.client.server()).send(token);
	}

	/**
	 * Waits until everything that was opened is closed and stays so, and fails with what
	 * does not add up. Returns the stats that do.
	 * @param timeToSettle how long to wait
	 */
	IsolationStats awaitBalance(Duration timeToSettle) {
		AtomicReference<IsolationStats> last = new AtomicReference<>();
		Awaitility.await("balance of " + this.name)
			.atMost(timeToSettle)
			.pollInterval(Duration.ofMillis(100))
			.during(SETTLED)
			.untilAsserted(() -> {
				last.set(this.client.stats());
				Assertions.assertThat(imbalances(last.get())).isEmpty();
			});
		return last.get();
	}

	private List<String> imbalances(IsolationStats stats) {
		long fewest = this.before + this.answered + this.client.notesAsked();
		long most = fewest + this.departed + this.asked;
		this.asked++;
		return stats.imbalances(fewest, most, this.oracle.sessionsSeen());
	}

}
