package dev.requeststate.folio.soak;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VisitPlanTests {

	@Test
	void sameSeedIsTheSameVisits() {
		assertThat(visits(3)).isEqualTo(visits(3)).isNotEqualTo(visits(4));
	}

	@Test
	void thereAreVisitsOfEachKindAndTheyAreNumbered() {
		for (VisitPlan.Kind kind : VisitPlan.Kind.values()) {
			List<Integer> numbers = visits(1).stream()
				.filter((visit) -> visit.kind() == kind)
				.map(VisitPlan.PlannedVisit::number)
				.toList();
			assertThat(numbers).hasSizeGreaterThan(100).isSorted().doesNotHaveDuplicates().startsWith(1);
		}
	}

	private static List<VisitPlan.PlannedVisit> visits(long seed) {
		return Stream.generate(new VisitPlan(seed)::next).limit(2000).toList();
	}

}
