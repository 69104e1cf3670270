package dev.requeststate.compatibility;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds, tests and runs a fresh application on every combination of Spring Boot,
 * container and JDK. What came of it is printed, and written down if all went well.
 */
class CompatibilitySuite {

	private static final int AT_ONCE = 16;

	private static final int TESTS = 6;

	private static final int TESTS_OF_PARTS = 2;

	private static final int PAIRS = 10;

	private final int requests = Integer.getInteger("compatibility.requests");

	private final Map<Combination, String> results = Collections.synchronizedMap(new LinkedHashMap<>());

	@TestFactory
	Stream<DynamicTest> aFreshApplicationIsBuiltAndTestedAndIsolated() {
		List<Combination> combinations = Combination.fromSystemProperties();
		assertThat(combinations).isNotEmpty();
		Stream<DynamicTest> each = combinations.stream()
			.map((combination) -> DynamicTest.dynamicTest(combination.toString(), () -> verify(combination)));
		DynamicTest last = DynamicTest.dynamicTest("all of them", () -> {
			assertThat(this.results).containsOnlyKeys(combinations);
			System.out.println("compatibility: " + this.results.size() + " of " + combinations.size()
					+ " combinations built, tested and isolated");
		});
		return Stream.concat(each, Stream.of(last));
	}

	private void verify(Combination combination) throws Exception {
		FreshApplication application = FreshApplication.of(combination);
		int tests = application.build();
		assertThat(tests).isEqualTo(combination.isComplete() ? TESTS : TESTS_OF_PARTS);
		try (RunningApplication running = application.start()) {
			assertThat(new Visitors(running.uri().resolve("/greeting")).send(this.requests, AT_ONCE)).as("leaks")
				.isZero();
			int control = 0;
			for (int i = 0; i < PAIRS; i++) {
				control += new Visitors(running.uri().resolve("/leaky")).send(2, 2);
			}
			assertThat(control).as("leaks that are there on purpose").isEqualTo(PAIRS);
			String result = tests + " tests, " + this.requests + " requests, 0 leaks; control " + control + " leaks";
			System.out.println("compatibility: " + combination + ": " + result);
			this.results.put(combination, result);
		}
	}

}
