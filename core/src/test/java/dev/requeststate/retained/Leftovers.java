package dev.requeststate.retained;

import java.util.Map;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values that applications which were restarted have left in this JVM. A later
 * restart sweeps them too, so that a test that is run once more would see its own.
 */
final class Leftovers {

	private Leftovers() {
	}

	@SuppressWarnings("unchecked") // as they are declared
	static void forget() {
		Map<String, RetainedState<?>> defined = (Map<String, RetainedState<?>>) field("defined");
		defined.values().removeIf((state) -> state.definition().restartLoader() != null);
		((Map<String, ?>) field("kept")).clear();
	}

	private static Object field(String name) {
		Object value = ReflectionTestUtils.getField(RetainedStates.SHARED, name);
		assertThat(value).isNotNull();
		return value;
	}

}
