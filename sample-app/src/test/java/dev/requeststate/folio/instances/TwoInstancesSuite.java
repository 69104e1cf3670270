package dev.requeststate.folio.instances;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Needed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the packaged Folio that keep cached values and the tags of these in
 * one Redis: what is evicted on one must not be served by the other. At last the control,
 * an instance that evicts where the others do not look: a check that finds nothing there
 * would find nothing anywhere.
 *
 * <p>
 * Needs the packaged jar and is therefore run by {@code mvn verify}, and
 * {@code redis-server} on the path. Where that is missing it says so and is left out, or
 * fails if the environment variable {@code CI} is {@code true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesSuite {

	private static final int ROUNDS = 20;

	private static final int WRITERS = 3;

	private static final int REVIEWS_BEFORE_THE_END = 30;

	// A page shows the latest 20 of a book, so there are books enough for all of them.
	private static final List<String> BOOKS = List.of("momo", "dune", "middlemarch", "moby-dick", "jane-eyre",
			"tristram-shandy", "pride-and-prejudice", "catch-22");

	private static final int MOST_OF_A_BOOK = 12;

	private final BuildOutput build = BuildOutput.fromSystemProperties();

	private RedisServer redis;

	private Instance one;

	private Instance other;

	@BeforeAll
	void start() throws IOException {
		Path program = Needed.by("two instances").program(RedisServer.program(), "redis-server is not on the PATH");
		this.redis = RedisServer.start(program, this.build.directory().resolve("redis"));
		this.one = Instance.start(this.build, "one", this.redis);
		this.other = Instance.start(this.build, "other", this.redis);
	}

	@AfterAll
	void end() {
		for (AutoCloseable opened : new AutoCloseable[] { this.one, this.other, this.redis }) {
			if (opened != null) {
				close(opened);
			}
		}
	}

	@Test
	@Order(1)
	void aTagEvictedOnOneIsGoneOnTheOtherAtTheNextRead() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			Instance writer = (round % 2 == 0) ? this.one : this.other;
			Instance reader = (round % 2 == 0) ? this.other : this.one;
			String text = "Round " + round + ".";
			assertThat(reader.get("/books/the-left-hand-of-darkness")).doesNotContain(text);
			writer.review("the-left-hand-of-darkness", text);
			assertThat(reader.get("/books/the-left-hand-of-darkness")).contains(text);
		}
		assertThat(this.other.get("/actuator/health")).contains("UP");
	}

	@Test
	@Order(2)
	void anInstanceThatIsKilledDuringEvictionsLeavesNoStaleEntry() throws Exception {
		Queue<Written> written = new ConcurrentLinkedQueue<>();
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
		try {
			for (int i = 0; i < WRITERS; i++) {
				int writer = i;
				threads.execute(() -> write(writer, written));
			}
			threads.execute(() -> readUntil(over));
			Awaitility.await("reviews")
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(5))
				.until(() -> written.size() >= REVIEWS_BEFORE_THE_END);
			this.one.kill();
		}
		finally {
			over.set(true);
			threads.shutdown();
			assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		}
		for (String slug : BOOKS) {
			assertThat(this.other.get("/books/" + slug))
				.contains(written.stream().filter((review) -> review.slug().equals(slug)).map(Written::text).toList());
		}
		System.out.println("two instances: " + ROUNDS + " evictions seen by the other, " + written.size()
				+ " before one was killed, 0 stale");
	}

	@Test
	@Order(3)
	void whatIsEvictedWhereTheOtherDoesNotLookIsFoundToBeStale() throws Exception {
		try (Instance apart = Instance.start(this.build, "apart", this.redis, "--request-state.cache.tags=process")) {
			assertThat(this.other.get("/books/solaris")).doesNotContain("Unheard.");
			apart.review("solaris", "Unheard.");
			assertThat(this.other.get("/books/solaris")).doesNotContain("Unheard.");
			System.out.println("control, tags of one process: stale on the other");
		}
	}

	/**
	 * Write reviews until the instance is gone. Only what was answered is told.
	 */
	private void write(int writer, Queue<Written> written) {
		try {
			for (int number = 0; number < BOOKS.size() * MOST_OF_A_BOOK / WRITERS; number++) {
				Written review = new Written(BOOKS.get(number % BOOKS.size()), "No. %d-%d.".formatted(writer, number));
				this.one.review(review.slug(), review.text());
				written.add(review);
			}
		}
		catch (IOException ex) {
			// It was killed, as it should be.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Read the pages on the other instance, so that it always has something to serve that
	 * may be stale.
	 */
	private void readUntil(AtomicBoolean over) {
		try {
			while (!over.get()) {
				for (String slug : BOOKS) {
					this.other.get("/books/" + slug);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void close(AutoCloseable opened) {
		try {
			opened.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A review that was answered.
	 *
	 * @param slug the book
	 * @param text what it says
	 */
	private record Written(String slug, String text) {
	}

}
