package dev.requeststate.folio.isolation.suite;

import java.util.List;

/**
 * Expects that the counter is the number of sections, each of which adds one to it; on an
 * error page, at most that many.
 */
final class CounterCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		boolean whole = request.mode().isWholePage();
		String expected = (whole ? "" : "at most ") + request.sections();
		List<String> counters = page.field("counter");
		if (counters.isEmpty()) {
			findings.missing("counter", expected);
		}
		for (String counter : counters) {
			if (!counter.matches("\\d{1,9}") || !isRight(Integer.parseInt(counter), request.sections(), whole)) {
				findings.add(ViolationKind.WRONG_COUNTER, "counter", expected, "'" + counter + "'");
			}
		}
	}

	private boolean isRight(int counter, int sections, boolean whole) {
		return whole ? counter == sections : counter <= sections;
	}

}
