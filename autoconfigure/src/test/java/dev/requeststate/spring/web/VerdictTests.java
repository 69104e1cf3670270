package dev.requeststate.spring.web;

import java.util.Arrays;
import java.util.List;

import dev.requeststate.spring.web.Journal.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The judge of the scenarios finds every fault, and none where there is none.
 */
class VerdictTests {

	private static final List<String> REQUEST_AND_ASYNC = List.of("REQUEST", "ASYNC");

	@Test
	void aRequestThatEndsOnceAndLastIsWell() {
		assertThat(Verdict.of(steps("a enter REQUEST", "a exit REQUEST", "a enter ASYNC", "a exit ASYNC",
				"a bean destroyed", "a destroyed", "a closed"), REQUEST_AND_ASYNC))
			.isEmpty();
	}

	@Test
	void aContextThatIsNotClosedIsALeak() {
		assertThat(Verdict.of(steps("a enter REQUEST", "a exit REQUEST"), List.of("REQUEST")))
			.containsExactly(Fault.LEAK);
	}

	@Test
	void aBeanThatIsNotDestroyedIsALeak() {
		assertThat(
				Verdict.of(steps("a enter REQUEST", "a exit REQUEST", "a destroyed", "a closed"), List.of("REQUEST")))
			.containsExactly(Fault.LEAK);
	}

	@Test
	void aContextThatIsClosedBeforeTheLastDispatchIsOverIsClosedEarly() {
		assertThat(Verdict.of(steps("a enter REQUEST", "a bean destroyed", "a destroyed", "a closed", "a exit REQUEST"),
				List.of("REQUEST")))
			.containsExactly(Fault.EARLY_CLOSE);
	}

	@Test
	void aDispatchThatGetsAContextOfItsOwnIsClosedEarlyAndAWrongNumber() {
		assertThat(Verdict.of(
				steps("a enter REQUEST", "a exit REQUEST", "a bean destroyed", "a destroyed", "a closed",
						"b enter ASYNC", "b exit ASYNC", "b bean destroyed", "b destroyed", "b closed"),
				REQUEST_AND_ASYNC))
			.containsExactly(Fault.WRONG_NUMBER, Fault.EARLY_CLOSE);
	}

	@Test
	void aBeanThatIsDestroyedTwiceIsADoubleDestroy() {
		assertThat(Verdict.of(steps("a enter REQUEST", "a exit REQUEST", "a bean destroyed", "a bean destroyed",
				"a destroyed", "a closed"), List.of("REQUEST")))
			.containsExactly(Fault.DOUBLE_DESTROY);
	}

	@Test
	void aRequestWithoutAContextIsAWrongNumber() {
		assertThat(Verdict.of(List.of(), null)).containsExactly(Fault.WRONG_NUMBER);
	}

	@Test
	void aDispatchThatIsMissingIsAWrongDispatch() {
		assertThat(Verdict.of(steps("a enter REQUEST", "a exit REQUEST", "a bean destroyed", "a destroyed", "a closed"),
				REQUEST_AND_ASYNC))
			.containsExactly(Fault.WRONG_DISPATCHES);
	}

	@Test
	void aRequestWhoseClientHungUpMayHaveAnyDispatches() {
		assertThat(Verdict.of(steps("a enter REQUEST", "a exit REQUEST", "a bean destroyed", "a destroyed", "a closed"),
				null))
			.isEmpty();
	}

	private static List<Step> steps(String... steps) {
		return Arrays.stream(steps).map((step) -> new Step(step.substring(0, 1), step.substring(2))).toList();
	}

}
