package dev.requeststate.docs.migrating.after;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.requeststate.spring.migration.MigrationRules;

@AnalyzeClasses(packagesOf = Cart.class)
class MovedTests {

	@ArchTest
	static final ArchTests fromRequestScope = ArchTests.in(MigrationRules.class);

}
