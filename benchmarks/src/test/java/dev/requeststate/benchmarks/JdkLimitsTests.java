package dev.requeststate.benchmarks;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left out on which JDK.
 */
class JdkLimitsTests {

	private static final List<BenchmarkListEntry> ROWS = List.of(row("threadLocal", Map.of()),
			row("scopedValue", Map.of()),
			row("hop", Map.of("thread", new String[] { "warm", "virtual" }, "size", new String[] { "1", "2", "3" })));

	@Test
	void whatOnlyALaterJdkHasIsLeftOutAndSaid() {
		JdkLimits limits = new JdkLimits(17);
		assertThat(limits.methods(ROWS)).containsExactly("some.SomeBenchmark.scopedValue");
		assertThat(limits.parameters(ROWS)).containsOnly(Map.entry("thread", List.of("warm")));
		assertThat(limits.lines(ROWS)).containsExactly("Left out, needs JDK 25: some.SomeBenchmark.scopedValue",
				"Left out, needs JDK 21: thread=virtual");
		assertThat(limits.count(ROWS)).isEqualTo(1 + 3);
	}

	@Test
	void aJdkBetweenHasTheOneAndNotTheOther() {
		JdkLimits limits = new JdkLimits(21);
		assertThat(limits.methods(ROWS)).hasSize(1);
		assertThat(limits.parameters(ROWS)).isEmpty();
		assertThat(limits.count(ROWS)).isEqualTo(1 + 6);
	}

	@Test
	void onAJdkThatHasAllNothingIsLeftOut() {
		JdkLimits limits = new JdkLimits(25);
		assertThat(limits.methods(ROWS)).isEmpty();
		assertThat(limits.parameters(ROWS)).isEmpty();
		assertThat(limits.lines(ROWS)).isEmpty();
		assertThat(limits.count(ROWS)).isEqualTo(2 + 6);
	}

	private static BenchmarkListEntry row(String method, Map<String, String[]> parameters) {
		return new BenchmarkListEntry("some.SomeBenchmark", "some.jmh_generated." + method, method, Mode.AverageTime,
				Optional.none(), new int[] { 1 }, Optional.none(), Optional.none(), Optional.none(), Optional.none(),
				Optional.none(), Optional.none(), Optional.none(), Optional.none(), Optional.none(), Optional.none(),
				Optional.none(), Optional.none(), Optional.none(), Optional.of(parameters), Optional.none(),
				Optional.none(), Optional.none());
	}

}
