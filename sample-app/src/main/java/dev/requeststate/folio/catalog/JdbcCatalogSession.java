package dev.requeststate.folio.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A session on one connection of a pool.
 */
final class JdbcCatalogSession implements CatalogSession {

	private final String id = "%016x".formatted(ThreadLocalRandom.current().nextLong());

	private final DataSource pool;

	private final CatalogSessionCounts counts;

	// A lock, not a monitor: a virtual thread that waits for the database gives its
	// carrier away.
	private final Lock turn = new ReentrantLock();

	private @Nullable OpenConnection open;

	private boolean closed;

	JdbcCatalogSession(DataSource pool, CatalogSessionCounts counts) {
		this.pool = pool;
		this.counts = counts;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public <T> T call(Function<JdbcClient, T> work) {
		this.turn.lock();
		try {
			return work.apply(connection().client());
		}
		finally {
			this.turn.unlock();
		}
	}

	private OpenConnection connection() {
		if (this.closed) {
			throw new IllegalStateException("The catalog session " + this.id + " is over: its connection went back to "
					+ "the pool when the last dispatch of its request ended. Read what is needed before that, or open "
					+ "a request context for work that goes on longer.");
		}
		OpenConnection open = this.open;
		if (open == null) {
			open = OpenConnection.of(this.pool);
			this.open = open;
			this.counts.opened();
		}
		return open;
	}

	@Override
	public void close() {
		this.turn.lock();
		try {
			OpenConnection open = this.open;
			this.open = null;
			this.closed = true;
			if (open != null) {
				open.close();
				this.counts.closed();
			}
		}
		finally {
			this.turn.unlock();
		}
	}

	@Override
	public String toString() {
		return "catalog session " + this.id;
	}

	private record OpenConnection(Connection connection, StatementCache statements, JdbcClient client) {

		static OpenConnection of(DataSource pool) {
			try {
				Connection connection = pool.getConnection();
				StatementCache statements = new StatementCache(connection);
				return new OpenConnection(connection, statements,
						JdbcClient.create(new SingleConnectionDataSource(statements.connection(), true)));
			}
			catch (SQLException ex) {
				throw new CannotGetJdbcConnectionException("No connection for the catalog", ex);
			}
		}

		void close() {
			this.statements.close();
			JdbcUtils.closeConnection(this.connection);
		}

	}

}
