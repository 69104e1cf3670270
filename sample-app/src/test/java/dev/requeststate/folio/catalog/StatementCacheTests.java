package dev.requeststate.folio.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StatementCache}.
 */
class StatementCacheTests {

	private static final String SQL = "SELECT slug FROM book WHERE author = ? ORDER BY slug";

	private final TestDatabase database = new TestDatabase();

	@SuppressWarnings("NullAway.Init")
	private Connection connection;

	@SuppressWarnings("NullAway.Init")
	private StatementCache cache;

	@BeforeEach
	void open() throws SQLException {
		this.connection = this.database.dataSource().getConnection();
		this.cache = new StatementCache(this.connection);
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	@Test
	void statementIsUsedAgainForTheSameSql() throws SQLException {
		PreparedStatement first = unwrapped(SQL);
		assertThat(unwrapped(SQL)).isSameAs(first);
		assertThat(unwrapped("SELECT 1")).isNotSameAs(first);
		assertThat(this.cache.size()).isEqualTo(2);
	}

	@Test
	void statementThatIsBeingReadIsNotHandedOutAgain() throws SQLException {
		try (PreparedStatement outer = this.cache.connection().prepareStatement(SQL)) {
			outer.setString(1, "Italo Calvino");
			try (ResultSet books = outer.executeQuery()) {
				assertThat(books.next()).isTrue();
				try (PreparedStatement inner = this.cache.connection().prepareStatement(SQL)) {
					inner.setString(1, "Virginia Woolf");
					inner.executeQuery();
				}
				assertThat(books.getString(1)).isEqualTo("if-on-a-winters-night-a-traveler");
				assertThat(books.next()).isTrue();
				assertThat(books.getString(1)).isEqualTo("invisible-cities");
			}
		}
		assertThat(this.cache.size()).isEqualTo(1);
	}

	@Test
	void parametersOfOneUseAreGoneInTheNext() throws SQLException {
		try (PreparedStatement statement = this.cache.connection().prepareStatement(SQL)) {
			statement.setString(1, "Italo Calvino");
		}
		try (PreparedStatement statement = this.cache.connection().prepareStatement(SQL)) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeQuery)
				.withMessageContaining("Parameter");
		}
	}

	@Test
	void closingClosesTheStatementsThemselves() throws SQLException {
		PreparedStatement statement = unwrapped(SQL);
		assertThat(statement.isClosed()).isFalse();
		this.cache.close();
		assertThat(statement.isClosed()).isTrue();
		assertThat(this.cache.size()).isZero();
	}

	private PreparedStatement unwrapped(String sql) throws SQLException {
		try (PreparedStatement statement = this.cache.connection().prepareStatement(sql)) {
			return statement.unwrap(PreparedStatement.class);
		}
	}

}
