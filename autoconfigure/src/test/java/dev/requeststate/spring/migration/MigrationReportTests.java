package dev.requeststate.spring.migration;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class MigrationReportTests {

	@Test
	void groupsWhatIsFoundByWhatChanges() {
		MigrationReport report = MigrationReport.of(classes(Ending.class, Plain.class));
		assertThat(report.changes()).extracting(MigrationReport.Change::rule)
			.containsExactly("BEANS_LEFT_IN_THE_REQUEST_SCOPE", "DESTRUCTION_OF_BEANS");
		assertThat(report.changes().get(0).places()).hasSize(2);
		assertThat(report.changes().get(1).places())
			.containsExactly("MigrationReportTests.Ending in (MigrationReportTests.java:0): close()");
	}

	@Test
	void saysOfEachChangeWhatItIsAndWhatToDo() {
		assertThat(MigrationReport.of(classes(Plain.class))).hasToString("""
				From @RequestScope to @RequestState, see docs/migrating.md#what-the-scan-finds

				BEANS_LEFT_IN_THE_REQUEST_SCOPE: beans of Spring's request scope (1)
				  before:  belongs to the request, on the thread of its dispatch
				  after:   belongs to the request, on every thread that works for it
				  to do:   replace the scope by `@RequestState`, bean by bean
				  - MigrationReportTests.Plain in (MigrationReportTests.java:0)""");
	}

	@Test
	void saysThatNothingWasFound() {
		MigrationReport report = MigrationReport.of(classes(String.class));
		assertThat(report.changes()).isEmpty();
		assertThat(report).hasToString("From @RequestScope to @RequestState: nothing was found.");
	}

	@Test
	void refusesToLookAtNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> MigrationReport.of(classes()))
			.withMessage("'classes' must not be empty");
		assertThatNullPointerException().isThrownBy(() -> MigrationReport.of(null))
			.withMessage("'classes' must not be null");
	}

	@Test
	void aViolationOfARuleSaysWhatChangesAndWhatToDo() {
		JavaClasses classes = classes(Ending.class);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> MigrationRules.DESTRUCTION_OF_BEANS.check(classes))
			.withMessageContaining("There should be no beans that something is done with at their end")
			.withMessageContaining("before an asynchronous result")
			.withMessageContaining("write nothing to the response there")
			.withMessageContaining("docs/migrating.md#what-the-scan-finds")
			.withMessageContaining("Ending in (MigrationReportTests.java:0): close()");
	}

	@Test
	void rulesHoldWhereThereIsNothingToMove() {
		assertThat(rules()).hasSameSizeAs(MigrationRule.values())
			.allSatisfy((rule) -> rule.check(classes(String.class)));
	}

	@Test
	void everyRuleIsPublicUnderItsNameAndRunByArchUnitsOwnTests() {
		assertThat(Stream.of(MigrationRules.class.getDeclaredFields()).map(Field::getName))
			.containsExactly(Stream.of(MigrationRule.values()).map(Enum::name).toArray(String[]::new));
		assertThat(MigrationRules.class.getDeclaredFields())
			.allMatch((field) -> field.isAnnotationPresent(ArchTest.class));
	}

	private static List<ArchRule> rules() {
		List<ArchRule> rules = new ArrayList<>();
		for (Field field : MigrationRules.class.getDeclaredFields()) {
			try {
				rules.add((ArchRule) field.get(null));
			}
			catch (IllegalAccessException ex) {
				throw new AssertionError(ex);
			}
		}
		return rules;
	}

	private static JavaClasses classes(Class<?>... classes) {
		return new ClassFileImporter().importClasses(classes);
	}

	@RequestScope
	static class Ending implements AutoCloseable {

		@Override
		public void close() {
		}

	}

	@RequestScope
	static class Plain {

	}

}
