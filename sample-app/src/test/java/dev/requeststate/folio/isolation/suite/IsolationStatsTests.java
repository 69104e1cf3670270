package dev.requeststate.folio.isolation.suite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IsolationStatsTests {

	private static final String BALANCED = """
			{"opened": 12, "closed": 12, "active": 0, "closedByContainer": 12, "closedByRule": 0,
			"sessionsOpened": 10, "sessionsClosed": 10, "destroyFailures": 0, "leaks": 0}
			""";

	@Test
	void everythingOpenedAndClosedIsABalance() {
		assertThat(IsolationStats.parse(BALANCED).imbalances(12, 13, 10)).isEmpty();
		assertThat(IsolationStats.parse(BALANCED).imbalances(9, 12, 1)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "opened, 13, closed 12 of 13", "opened, 11, 'opened 11, fewer than 12'",
			"opened, 14, 'opened 14, more than 13'", "closed, 11, closed 11 of 12", "active, 1, active 1",
			"closedByContainer, 11, closedByContainer 11 of 12", "closedByRule, 1, closedByRule 1",
			"sessionsOpened, 9, sessionsOpened 9 though 10 were shown", "sessionsClosed, 9, sessionsClosed 9 of 10",
			"destroyFailures, 1, destroyFailures 1", "leaks, 1, leaks 1" })
	void whatDoesNotAddUpIsNamed(String figure, int value, String imbalance) {
		String json = BALANCED.replaceAll("\"" + figure + "\": \\d+", "\"" + figure + "\": " + value);
		assertThat(IsolationStats.parse(json).imbalances(12, 13, 10)).contains(imbalance);
	}

	@Test
	void aFigureThatIsMissingIsAnError() {
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> IsolationStats.parse(BALANCED.replace("closedByRule", "rule")));
	}

}
