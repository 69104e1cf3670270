package dev.requeststate.docs.migrating.before;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.requeststate.spring.migration.MigrationReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report in docs/migrating.md is that of this package.
 */
class WhatChangesTests {

	@Test
	void whatChanges() {
		JavaClasses classes = new ClassFileImporter().importPackagesOf(Cart.class);
		System.out.println(MigrationReport.of(classes));
	}

	@Test
	void theReportIsTheOneOnThePage() throws IOException {
		JavaClasses classes = new ClassFileImporter().importPackagesOf(Cart.class);
		assertThat(Files.readString(Path.of("../docs/migrating.md")))
			.contains("```\n" + MigrationReport.of(classes) + "\n```");
	}

}
