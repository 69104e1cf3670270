package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LoadRunTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	@TempDir
	private Path directory;

	@Test
	void aServerThatIsRightHasNeitherLeaksNorFaults() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			Tally tally = run(folio, 1000);
			assertThat(tally.leaks() + tally.faults()).as(tally::report).isZero();
			assertThat(tally.requests()).isEqualTo(1000);
			// Each note is asked for twice, since it is not there at once.
			assertThat(folio.opened()).isEqualTo(1000 + 2 * 80);
			assertThat(tally.modes()).isEqualTo(
					"plain 140, callable 110, deferred 100, stream 100, forward 80, error 60, timeout 40, sse 80, "
							+ "after 80, virtual 70, forkjoin 70, completable 70");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void aHeadKeptInAStaticFieldIsFoundOut() throws Exception {
		AtomicReference<String> head = new AtomicReference<>("");
		CountDownLatch both = new CountDownLatch(2);
		try (FakeFolio folio = FakeFolio.start((request, id) -> {
			head.set(request.token());
			both.countDown();
			await(both);
			return FakePage.answer(request, "context-" + id, "session-" + id, head.get());
		})) {
			Tally tally = run(folio, 2);
			assertThat(tally.leaks()).isEqualTo(1);
			assertThat(tally.count(ViolationKind.FOREIGN_TOKEN)).isEqualTo(1);
			assertThat(this.directory)
				.isDirectoryContaining((file) -> file.getFileName().toString().startsWith("test-rq-"));
		}
	}

	@Test
	void thereAreSixtyFourRequestsAtATime() throws Exception {
		CountDownLatch all = new CountDownLatch(64);
		try (FakeFolio folio = FakeFolio.start((request, id) -> {
			all.countDown();
			await(all);
			return FakePage.answer(request, "context-" + id, "session-" + id);
		})) {
			assertThat(run(folio, 64).faults()).isZero();
		}
	}

	@Test
	void aServerThatDoesNotAnswerEndsTheRun() throws Exception {
		try (FakeFolio folio = FakeFolio.start((request, id) -> {
			throw new IOException("no answer");
		})) {
			Tally tally = run(folio, 100_000);
			assertThat(tally.count(ViolationKind.NO_ANSWER)).isEqualTo(tally.requests()).isBetween(64, 128);
			assertThat(tally.report()).contains("GET /isolation/rq-", "X-Request-Token: rq-", "NO_ANSWER");
		}
	}

	@Test
	void anAnswerThatCannotBeCheckedFailsTheRun() throws Exception {
		Path file = Files.createFile(this.directory.resolve("no-directory"));
		Tally tally = new Tally(new OffendingResponses(file, "test"));
		try (FakeFolio folio = FakeFolio.start((request, id) -> FakePage.answer(request, "same", "same"))) {
			LoadRun run = new LoadRun(new FolioClient(folio.uri()), new Oracle(), tally);
			assertThatIllegalStateException()
				.isThrownBy(() -> run.run(new RequestMix(IsolationRequest.PAGE, 1), 10, LONG))
				.withMessage("An answer could not be checked");
		}
	}

	@Test
	void aServerThatIsTooSlowEndsTheRun() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			Tally tally = run(folio, 100_000, Duration.ofMillis(1));
			assertThat(tally.requests()).isLessThan(100_000);
			assertThat(tally.faults()).as(tally::report).isZero();
		}
	}

	private Tally run(FakeFolio folio, int count) throws InterruptedException {
		return run(folio, count, LONG);
	}

	private Tally run(FakeFolio folio, int count, Duration longest) throws InterruptedException {
		Tally tally = new Tally(new OffendingResponses(this.directory, "test"));
		new LoadRun(new FolioClient(folio.uri()), new Oracle(), tally).run(new RequestMix(IsolationRequest.PAGE, 1),
				count, longest);
		return tally;
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			if (!latch.await(30, TimeUnit.SECONDS)) {
				throw new IOException("The others did not come");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}
