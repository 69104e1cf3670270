package dev.requeststate.folio.soak;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultPlanTests {

	@Test
	void eachFaultComesInEachRound() {
		FaultPlan plan = new FaultPlan(1, Duration.ofMinutes(10));
		for (int round = 0; round < 20; round++) {
			List<Fault> faults = Stream.generate(plan::next).limit(7).map(FaultPlan.PlannedFault::fault).toList();
			assertThat(faults).contains(Fault.values()).containsExactlyInAnyOrderElementsOf(FaultPlan.ROUND);
		}
	}

	@Test
	void sameSeedIsTheSamePlan() {
		assertThat(plan(5)).isEqualTo(plan(5)).isNotEqualTo(plan(6));
	}

	@Test
	void firstRoundHasRoomInAShortRun() {
		FaultPlan plan = new FaultPlan(1, Duration.ofMinutes(1));
		Duration pauses = Stream.generate(plan::next)
			.limit(7)
			.map(FaultPlan.PlannedFault::pause)
			.reduce(Duration.ZERO, Duration::plus);
		assertThat(pauses).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(46));
	}

	private static List<FaultPlan.PlannedFault> plan(long seed) {
		return Stream.generate(new FaultPlan(seed, Duration.ofHours(2))::next).limit(50).toList();
	}

}
