package dev.requeststate.folio.board;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.board.Outcome.Result;
import dev.requeststate.folio.isolation.IsolationMode;

/**
 * What has become of a run at one moment.
 *
 * @param plan what it is to do
 * @param requests its requests
 * @param state how far it is
 * @param sent how many requests were sent, the first ones
 * @param elapsed how long it runs, or ran, in nanoseconds
 * @param timeLimit how long it may send requests, in nanoseconds
 * @param outcomes what became of requests, in their order
 * @param findings the first leaks, and the first faults
 */
record RunReport(RunPlan plan, List<RunRequest> requests, RunState state, int sent, long elapsed, long timeLimit,
		List<Outcome> outcomes, List<Finding> findings) {

	/**
	 * How many requests were answered, in whichever way.
	 */
	int answered() {
		return this.outcomes.size() - count(Result.GIVEN_UP);
	}

	int leaks() {
		return count(Result.LEAK);
	}

	int faults() {
		return count(Result.FAULT) + count(Result.GIVEN_UP);
	}

	/**
	 * How many requests are on their way.
	 */
	int inFlight() {
		return this.sent - this.outcomes.size();
	}

	private int count(Result result) {
		return (int) this.outcomes.stream().filter((outcome) -> outcome.result() == result).count();
	}

	/**
	 * How many requests were answered in a second, so far.
	 */
	double throughput() {
		return answered() * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, this.elapsed);
	}

	/**
	 * How long the run will go on if it goes on like this, in nanoseconds; zero if nobody
	 * can tell.
	 */
	long timeLeft() {
		if (this.state != RunState.RUNNING || answered() == 0) {
			return 0;
		}
		long left = this.elapsed / answered() * (this.requests.size() - answered());
		return Math.max(0, Math.min(left, this.timeLimit - this.elapsed));
	}

	/**
	 * How long all answers took.
	 */
	Latencies latencies() {
		return Latencies.of(this.outcomes);
	}

	/**
	 * The same for one mode.
	 */
	RunReport of(IsolationMode mode) {
		return new RunReport(this.plan, this.requests, this.state, this.sent, this.elapsed, this.timeLimit,
				this.outcomes.stream().filter((outcome) -> outcome.request().mode() == mode).toList(), List.of());
	}

	/**
	 * The number of the request that has this token, zero if none of this run has.
	 */
	int numberOf(String token) {
		return this.requests.stream()
			.filter((request) -> request.token().equals(token))
			.mapToInt(RunRequest::number)
			.findFirst()
			.orElse(0);
	}

}
