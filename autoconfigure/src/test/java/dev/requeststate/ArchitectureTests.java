package dev.requeststate;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which way the arrows run.
 */
class ArchitectureTests {

	private static final String[] CORE = { "dev.requeststate.context", "dev.requeststate.call",
			"dev.requeststate.propagation", "dev.requeststate.servlet", "dev.requeststate.retained" };

	private static final String[] SPRING = { "dev.requeststate", "dev.requeststate.spring..",
			"dev.requeststate.autoconfigure" };

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.requeststate");

	@Test
	void bothModulesAreLookedAt() {
		assertThat(classes.containPackage("dev.requeststate.context")).isTrue();
		assertThat(classes.containPackage("dev.requeststate.retained")).isTrue();
		assertThat(classes.containPackage("dev.requeststate.spring.scope")).isTrue();
		assertThat(classes.containPackage("dev.requeststate.spring.migration")).isTrue();
	}

	@Test
	void coreKnowsNoSpring() {
		noClasses().that()
			.resideInAnyPackage(CORE)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..")
			.check(classes);
	}

	@Test
	void coreKnowsNothingOfTheModulesAboveIt() {
		noClasses().that()
			.resideInAnyPackage(CORE)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(SPRING)
			.check(classes);
	}

	@Test
	void retainedStateNeedsTheJdkAndALogger() {
		classes().that()
			.resideInAPackage("dev.requeststate.retained")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("dev.requeststate.retained", "java..", "org.slf4j", "org.jspecify.annotations")
			.check(classes);
	}

	@Test
	void theRoomsKnowNothingOfTheWiring() {
		noClasses().that()
			.resideOutsideOfPackage("dev.requeststate.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("dev.requeststate.autoconfigure")
			.check(classes);
	}

	@Test
	void onlyTheMigrationKnowsArchUnit() {
		noClasses().that()
			.resideOutsideOfPackage("dev.requeststate.spring.migration")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.tngtech.archunit..", "dev.requeststate.spring.migration")
			.check(classes);
	}

	@Test
	void theMigrationNeedsArchUnitAndNothingElse() {
		classes().that()
			.resideInAPackage("dev.requeststate.spring.migration")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("dev.requeststate.spring.migration", "com.tngtech.archunit..", "java..",
					"org.jspecify.annotations")
			.check(classes);
	}

	@Test
	void everyClassIsInAPackageOfTheMap() {
		classes().should().resideInAnyPackage(CORE).orShould().resideInAnyPackage(SPRING).check(classes);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(classes);
	}

	@Test
	void aWrongArrowIsFound() {
		ArchRule wrong = noClasses().that()
			.resideInAPackage("dev.requeststate.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("dev.requeststate.context");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> wrong.check(classes));
	}

	private static final class EachPackage implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return type.getPackageName().startsWith("dev.requeststate") ? SliceIdentifier.of(type.getPackageName())
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "each package";
		}

	}

}
