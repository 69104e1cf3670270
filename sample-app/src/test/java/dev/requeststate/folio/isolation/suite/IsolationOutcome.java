package dev.requeststate.folio.isolation.suite;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of one request for the isolation page.
 *
 * @param mode how the page was to be answered
 * @param status the status code, 0 if no answer came
 * @param leaks what stands in the answer and is not this request's own
 * @param faults what else is not as it should be
 */
public record IsolationOutcome(String mode, int status, List<String> leaks, List<String> faults) {

	private static final int NONE = 0;

	static IsolationOutcome unanswered(IsolationRequest request, @Nullable Throwable failure) {
		return new IsolationOutcome(request.mode().parameter(), NONE, List.of(), List.of(String.valueOf(failure)));
	}

	static IsolationOutcome of(IsolationRequest request, Answer answer, List<Violation> violations, String keptIn) {
		// Where the end is missing, so is what the rest is compared with.
		boolean cutShort = violations.stream().anyMatch((violation) -> violation.kind() == ViolationKind.CUT_SHORT);
		List<String> leaks = describe(request, violations.stream().filter((found) -> isLeak(found, cutShort)).toList(),
				keptIn);
		List<String> faults = describe(request,
				violations.stream().filter((found) -> !isLeak(found, cutShort)).toList(), keptIn);
		return new IsolationOutcome(request.mode().parameter(), answer.status(), leaks, faults);
	}

	/**
	 * Whether what is wrong cannot be the mark of a request that has merely failed, as
	 * many do while a database is away.
	 */
	private static boolean isLeak(Violation violation, boolean cutShort) {
		return switch (violation.kind()) {
			case FOREIGN_TOKEN, SHARED_CONTEXT, SHARED_SESSION, TORN_PAGE -> true;
			case WRONG_FIELD, WRONG_COUNTER -> !cutShort;
			default -> false;
		};
	}

	private static List<String> describe(IsolationRequest request, List<Violation> violations, String keptIn) {
		return violations.stream()
			.map((violation) -> violation + " (GET " + request.target() + ", kept in " + keptIn + ")")
			.toList();
	}

	/**
	 * Whether the page came as it should.
	 */
	public boolean isRight() {
		return this.leaks.isEmpty() && this.faults.isEmpty();
	}

}
