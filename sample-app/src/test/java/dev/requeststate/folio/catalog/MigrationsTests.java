package dev.requeststate.folio.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the migrations, which Flyway applies to a database that is kept, and Spring
 * Boot to the one in memory: as scripts, in the order of their names.
 */
class MigrationsTests {

	@Test
	void flywayMakesOfThemWhatTheDatabaseInMemoryIsMadeOf() {
		EmbeddedDatabase migrated = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.build();
		try (TestDatabase scripts = new TestDatabase()) {
			Flyway flyway = Flyway.configure().dataSource(migrated).load();
			assertThat(flyway.migrate().migrationsExecuted).isPositive();
			assertThat(columns(migrated)).hasSizeGreaterThan(20).isEqualTo(columns(scripts.dataSource()));
			assertThat(books(migrated)).hasSizeGreaterThan(50).isEqualTo(books(scripts.dataSource()));
		}
		finally {
			migrated.shutdown();
		}
	}

	@Test
	void theirNamesAreInTheOrderOfTheirVersions() {
		EmbeddedDatabase empty = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.build();
		try {
			MigrationInfo[] inOrder = Flyway.configure().dataSource(empty).load().info().all();
			assertThat(Arrays.stream(inOrder).map(MigrationInfo::getScript)).hasSizeGreaterThan(1).isSorted();
		}
		finally {
			empty.shutdown();
		}
	}

	private static List<Map<String, Object>> columns(DataSource database) {
		return JdbcClient.create(database)
			.sql("SELECT table_name, column_name, data_type, character_maximum_length, is_nullable "
					+ "FROM information_schema.columns WHERE table_schema = 'PUBLIC' "
					+ "AND table_name <> 'flyway_schema_history' ORDER BY table_name, ordinal_position")
			.query()
			.listOfRows();
	}

	private static List<Map<String, Object>> books(DataSource database) {
		return JdbcClient.create(database).sql("SELECT * FROM book ORDER BY slug").query().listOfRows();
	}

}
