package dev.requeststate.stress;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the races and judges them; and the controls, which have to be found broken.
 */
class RacesSuite {

	private static final Path DIRECTORY = Path.of(System.getProperty("stress.directory"));

	private static final List<String> ARGUMENTS = words(System.getProperty("stress.arguments"));

	// Long enough on a machine that has other things to do as well.
	private static final List<String> CONTROL_ARGUMENTS = words(
			"-f 1 -iters 5 -time 100 -sc false -pth false -jvmArgs -XX:+UseSerialGC");

	private static final Pattern SELECTED = Pattern.compile(System.getProperty("stress.races"));

	private static final String CONTROL = "Control";

	@Test
	void everyOutcomeIsListedAndNoneIsADefault() {
		assertThat(TestList.tests()).isNotEmpty().allSatisfy((name) -> {
			TestInfo race = TestList.getInfo(name);
			assertThat(race.cases()).isNotEmpty().noneMatch((listed) -> listed.matches("?"));
			assertThat(race.unmatched().expect()).isEqualTo(Expect.FORBIDDEN);
			assertThat(race.cases()).extracting(StateCase::expect)
				.isSubsetOf(Expect.ACCEPTABLE, Expect.ACCEPTABLE_INTERESTING, Expect.FORBIDDEN);
		});
	}

	@Test
	void noRaceEndsInAForbiddenOrUnlistedOutcome() throws Exception {
		List<String> races = TestList.tests()
			.stream()
			.filter((name) -> !name.endsWith(CONTROL) && SELECTED.matcher(name).find())
			.toList();
		assertThat(races).as("races that %s selects", SELECTED).isNotEmpty();
		Run run = Run.of(races, DIRECTORY.resolve("races"), ARGUMENTS);
		System.out.print(run.report());
		System.out.println("races: " + run.figure());
		assertThat(run.failures()).as("see %s", run.log()).isEmpty();
		assertThat(run.exitCode()).as("see %s", run.log()).isZero();
	}

	@Test
	void theControlsAreFoundBroken() throws Exception {
		List<String> controls = TestList.tests().stream().filter((name) -> name.endsWith(CONTROL)).toList();
		assertThat(controls).hasSize(3);
		Run run = Run.of(controls, DIRECTORY.resolve("controls"), CONTROL_ARGUMENTS);
		System.out.print(run.report());
		assertThat(run.exitCode()).as("see %s", run.log()).isNotZero();
		assertThat(run.failures()).hasSize(3);
		assertThat(count(run.results("LeaseClosedByCheckControl"), "closed")).as("references given back twice")
			.isPositive();
		assertThat(count(run.results("UnlistedOutcomeControl"), "leased, leased")).as("outcomes not listed")
			.isPositive();
		// jcstress tries each race before it runs it, and the order of the actors is open
		// there as well: the error shows in the one or in the other.
		assertThat(run.results("ThrowingActorControl")).extracting(TestResult::status)
			.containsAnyOf(Status.CHECK_TEST_ERROR, Status.TEST_ERROR);
	}

	private static List<String> words(String arguments) {
		return List.of(arguments.trim().split("\\s+"));
	}

	private static long count(Collection<TestResult> results, String outcome) {
		return results.stream().mapToLong((result) -> result.getCount(outcome)).sum();
	}

}
