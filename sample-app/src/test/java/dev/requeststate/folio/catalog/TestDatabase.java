package dev.requeststate.folio.catalog;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/**
 * Folio's own books in a database of their own.
 */
final class TestDatabase implements AutoCloseable {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.setScriptEncoding("UTF-8")
		.addScripts("db/migration/V1__schema.sql", "db/migration/V2__books.sql", "db/migration/V3__outbox.sql")
		.build();

	DataSource dataSource() {
		return this.database;
	}

	@Override
	public void close() {
		this.database.shutdown();
	}

}
