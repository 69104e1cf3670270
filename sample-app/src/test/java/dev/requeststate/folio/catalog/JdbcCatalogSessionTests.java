package dev.requeststate.folio.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JdbcCatalogSession}.
 */
class JdbcCatalogSessionTests {

	private final TestDatabase database = new TestDatabase();

	private final AtomicInteger connections = new AtomicInteger();

	private final CatalogSessionCounts counts = new CatalogSessionCounts();

	private final JdbcCatalogSession session = new JdbcCatalogSession(
			new DelegatingDataSource(this.database.dataSource()) {

				@Override
				public Connection getConnection() throws SQLException {
					JdbcCatalogSessionTests.this.connections.incrementAndGet();
					return super.getConnection();
				}

			}, this.counts);

	@AfterEach
	void close() {
		this.session.close();
		this.database.close();
	}

	@Test
	void noConnectionIsTakenBeforeTheFirstUse() {
		assertThat(this.session.id()).matches("[0-9a-f]{16}");
		this.session.close();
		assertThat(this.connections).hasValue(0);
		assertThat(this.counts.openedCount()).isZero();
		assertThat(this.counts.closedCount()).isZero();
	}

	@Test
	void allUsesShareOneConnectionThatIsGivenBackOnce() {
		assertThat(count()).isEqualTo(count());
		this.session.close();
		this.session.close();
		assertThat(this.connections).hasValue(1);
		assertThat(this.counts.openedCount()).isEqualTo(1);
		assertThat(this.counts.closedCount()).isEqualTo(1);
	}

	@Test
	void useAfterTheEndSaysWhatToDoInstead() {
		count();
		this.session.close();
		assertThatIllegalStateException().isThrownBy(this::count)
			.withMessageContaining(this.session.id())
			.withMessageContaining("Read what is needed before that");
		assertThat(this.connections).hasValue(1);
	}

	@Test
	void threadsTakeTurns() throws InterruptedException {
		AtomicInteger atOnce = new AtomicInteger();
		AtomicInteger mostAtOnce = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(8);
		IntStream.range(0, 8).forEach((number) -> new Thread(() -> {
			for (int i = 0; i < 50; i++) {
				this.session.call((client) -> {
					mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
					Thread.yield();
					return atOnce.decrementAndGet();
				});
			}
			done.countDown();
		}).start());
		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(mostAtOnce).hasValue(1);
	}

	private int count() {
		return this.session.call((client) -> client.sql("SELECT COUNT(*) FROM book").query(Integer.class).single());
	}

}
