package dev.requeststate.folio.isolation.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FolioSessionTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration SHORT = Duration.ofSeconds(2);

	@TempDir
	private Path directory;

	private final List<String> lines = new ArrayList<>();

	@Test
	void whatIsClosedIsInBalance() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			FolioSession session = session(folio);
			session.load(IsolationRequest.PAGE, 100, 1);
			assertThat(session.awaitBalance(LONG).opened()).isEqualTo(100 + 2 * 8);
			assertThat(this.lines).last().asString().startsWith("test: 100 of 100 requests").contains("0 leaks");
		}
	}

	@Test
	void aContextThatStaysOpenIsFoundOut() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			FolioSession session = session(folio);
			load(session, 1);
			folio.leaveOneOpen();
			assertThatExceptionOfType(ConditionTimeoutException.class).isThrownBy(() -> session.awaitBalance(SHORT))
				.withMessageContaining("closed 10 of 11");
		}
	}

	@Test
	void aContextThatIsClosedLateIsWaitedFor() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			FolioSession session = session(folio);
			load(session, 1);
			folio.leaveOneOpen();
			folio.closeAfterStats(3);
			assertThat(session.awaitBalance(LONG).closed()).isEqualTo(11);
		}
	}

	@Test
	void aServerThatCountsFewerContextsThanItHasAnsweredIsFoundOut() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			FolioSession session = session(folio);
			load(session, 1);
			folio.openAndClose(-1);
			assertThatExceptionOfType(ConditionTimeoutException.class).isThrownBy(() -> session.awaitBalance(SHORT))
				.withMessageContaining("opened 9, fewer than 10");
		}
	}

	@Test
	void aRequestThatNobodySentIsFoundOut() throws Exception {
		try (FakeFolio folio = FakeFolio.start()) {
			FolioSession session = session(folio);
			load(session, 1);
			load(session, 2);
			folio.openAndClose(1000);
			assertThatExceptionOfType(ConditionTimeoutException.class).isThrownBy(() -> session.awaitBalance(SHORT))
				.withMessageContaining("opened 1020, more than ");
		}
	}

	@Test
	void clientsThatGoAwayAreFoundOutWhereTheyLeaveSomethingOpen() throws Exception {
		try (FakeFolio folio = FakeFolio.start((request, id) -> large(FakePage.answer(request, "c" + id, "s" + id)))) {
			FolioSession session = session(folio);
			session.leave(2, 1);
			assertThat(folio.opened()).isPositive();
			assertThatExceptionOfType(ConditionTimeoutException.class).isThrownBy(() -> session.awaitBalance(SHORT))
				.withMessageContaining("active");
		}
	}

	@Test
	void theResponsesOfAnEarlierRunAreRemoved() throws Exception {
		Files.writeString(this.directory.resolve("test-rq-0123456789abcdef.txt"), "an earlier one");
		Path another = Files.writeString(this.directory.resolve("another.log"), "kept");
		try (FakeFolio folio = FakeFolio.start()) {
			session(folio);
			assertThat(this.directory).isDirectoryContaining(another::equals);
			assertThat(this.directory.toFile().list()).hasSize(1);
		}
	}

	/** Ten requests of a mode that asks for nothing else. */
	private static void load(FolioSession session, long seed) throws InterruptedException {
		RequestMix mix = new RequestMix(IsolationRequest.PAGE, seed);
		session.load(() -> mix.get().with(IsolationMode.PLAIN), 10);
	}

	private FolioSession session(FakeFolio folio) throws Exception {
		return new FolioSession("test", folio.uri(), this.directory, this.lines::add);
	}

	/** More than a connection takes before its client has to read. */
	private static Answer large(Answer answer) {
		return new Answer(answer.status(), answer.headers(), answer.body() + " ".repeat(12_000_000));
	}

}
