package dev.requeststate.folio.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.requeststate.folio.page.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OutboxTests {

	private static final Map<String, Integer> CART = Map.of("momo", 2);

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.setScriptEncoding("UTF-8")
		.addScripts("db/migration/V1__schema.sql", "db/migration/V2__books.sql", "db/migration/V3__outbox.sql")
		.build();

	private final JdbcClient client = JdbcClient.create(this.database);

	private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(this.database));

	@AfterEach
	void end() {
		this.database.shutdown();
	}

	@Test
	void letterThatIsClaimedIsNotLeftOver() {
		place("a", outbox(Duration.ofHours(1)));
		assertThat(outbox(Duration.ofHours(1)).claimNext()).isEmpty();
	}

	@Test
	void letterWhoseClaimHasRunOutIsClaimedOnce() {
		place("a", outbox(Duration.ofSeconds(-1)));
		Outbox outbox = outbox(Duration.ofHours(1));
		assertThat(outbox.claimNext()).contains(new Letter("a", Language.GERMAN));
		assertThat(outbox.claimNext()).isEmpty();
	}

	@Test
	void noLetterIsClaimedByTwoWhoLookAtTheSameTime() throws Exception {
		List<String> left = IntStream.range(0, 100).mapToObj((number) -> "order-" + number).toList();
		left.forEach((order) -> place(order, outbox(Duration.ofSeconds(-1))));
		List<String> claimed = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Callable<List<String>> claims = this::claimAll;
			for (Future<List<String>> some : threads.invokeAll(List.of(claims, claims, claims, claims))) {
				claimed.addAll(some.get());
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(claimed).containsExactlyInAnyOrderElementsOf(left);
	}

	@Test
	void orderAndLetterAreStoredTogetherOrNotAtAll() {
		Outbox outbox = outbox(Duration.ofSeconds(-1));
		assertThat(orders(outbox).place(new Letter("empty", Language.ENGLISH), "0", Map.of("no-such-book", 1)))
			.isFalse();
		assertThat(outbox.claimNext()).isEmpty();
		assertThat(orders(outbox).find("empty")).isEmpty();
	}

	@Test
	void letterStaysIfWhatWasSentCannotBeStored() {
		Outbox outbox = outbox(Duration.ofSeconds(-1));
		place("a", outbox);
		assertThatIllegalStateException().isThrownBy(() -> this.transactions.executeWithoutResult((transaction) -> {
			outbox.remove("a");
			throw new IllegalStateException("The database is gone");
		}));
		assertThat(outbox.claimNext()).isPresent();
	}

	@Test
	void ofTwoWhoHaveSentALetterTheFirstIsNoted() {
		Outbox outbox = outbox(Duration.ofSeconds(-1));
		place("a", outbox);
		Confirmation first = new Confirmation("1", Language.GERMAN.locale(), "first");
		orders(outbox).confirm("a", first);
		orders(outbox).confirm("a", new Confirmation("2", Language.GERMAN.locale(), "second"));
		assertThat(orders(outbox).confirmation("a")).contains(first);
		assertThat(outbox.claimNext()).isEmpty();
	}

	private List<String> claimAll() {
		Outbox outbox = outbox(Duration.ofHours(1));
		List<String> claimed = new ArrayList<>();
		for (Optional<Letter> next = outbox.claimNext(); next.isPresent(); next = outbox.claimNext()) {
			claimed.add(next.get().order());
		}
		return claimed;
	}

	private void place(String order, Outbox outbox) {
		assertThat(orders(outbox).place(new Letter(order, Language.GERMAN), "0", CART)).isTrue();
	}

	private Orders orders(Outbox outbox) {
		return new Orders(this.client, this.transactions, outbox);
	}

	private Outbox outbox(Duration claim) {
		return new Outbox(this.client, claim);
	}

}
