package dev.requeststate.folio.board;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.requeststate.folio.board.Finding.Kind;
import dev.requeststate.folio.board.Outcome.Result;
import org.jspecify.annotations.Nullable;

/**
 * A run: sends its requests, no more than so many at once, and keeps what became of each.
 * It belongs to no request, whoever has asked for it.
 * <p>
 * However it ends, it waits for the answers on their way, so that the server never has
 * more of them than was planned, not even from one run and the next. What it keeps is
 * bounded by its number of requests. Run by one thread, once; stopped and read by any.
 */
final class Run implements Runnable {

	/**
	 * How many leaks, and how many faults, are kept with what was found.
	 */
	static final int KEPT_FINDINGS = 8;

	private final RunPlan plan;

	private final URI server;

	private final Duration timeLimit;

	private final Duration patience;

	private final List<RunRequest> requests;

	private final long start = System.nanoTime();

	// All below are guarded by this.
	private final @Nullable Outcome[] outcomes;

	private final List<Finding> leaks = new ArrayList<>();

	private final List<Finding> faults = new ArrayList<>();

	private int sent;

	private int inFlight;

	private @Nullable RunState end;

	private boolean over;

	private long lasted;

	/**
	 * Create a run.
	 * @param plan what to do
	 * @param server where to send the requests
	 * @param timeLimit how long to send them
	 * @param patience how long to wait for an answer
	 */
	Run(RunPlan plan, URI server, Duration timeLimit, Duration patience) {
		this.plan = plan;
		this.server = server;
		this.timeLimit = timeLimit;
		this.patience = patience;
		this.requests = plan.toRequests();
		this.outcomes = new Outcome[this.requests.size()];
	}

	@Override
	public void run() {
		try (RunClient client = new RunClient(this.server, this.patience)) {
			sendAll(client);
			// Before the client gives up what is left.
			end();
		}
		finally {
			end();
		}
	}

	private void sendAll(RunClient client) {
		try {
			for (RunRequest request : this.requests) {
				if (!awaitTurn()) {
					break;
				}
				send(client, request);
			}
			awaitAnswers();
		}
		catch (InterruptedException ex) {
			// The application ends, and waits for nobody.
			stop(RunState.CANCELLED);
		}
	}

	/**
	 * Send no more requests.
	 * @param reason what the run is called then; the first reason counts
	 */
	synchronized void stop(RunState reason) {
		if (this.end == null) {
			this.end = reason;
			notifyAll();
		}
	}

	synchronized boolean isOver() {
		return this.over;
	}

	/**
	 * What has become of the requests so far.
	 */
	synchronized RunReport report() {
		List<Outcome> known = new ArrayList<>();
		for (Outcome outcome : this.outcomes) {
			if (outcome != null) {
				known.add(outcome);
			}
		}
		List<Finding> findings = new ArrayList<>(this.leaks);
		findings.addAll(this.faults);
		return new RunReport(this.plan, this.requests, state(), this.sent, this.over ? this.lasted : age(),
				this.timeLimit.toNanos(), known, findings);
	}

	private RunState state() {
		if (this.over) {
			return (this.end != null) ? this.end : RunState.FINISHED;
		}
		return (this.end != null) ? RunState.STOPPING : RunState.RUNNING;
	}

	private synchronized boolean awaitTurn() throws InterruptedException {
		if (!await(() -> this.end != null || this.inFlight < this.plan.concurrency(), this.timeLimit)) {
			stop(RunState.OVER_TIME);
		}
		if (this.end != null) {
			return false;
		}
		this.sent++;
		this.inFlight++;
		return true;
	}

	private synchronized void awaitAnswers() throws InterruptedException {
		await(() -> this.inFlight == 0, this.patience.plusNanos(age()));
	}

	private boolean await(BooleanSupplier condition, Duration latest) throws InterruptedException {
		long left = latest.toNanos() - age();
		while (left > 0 && !condition.getAsBoolean()) {
			TimeUnit.NANOSECONDS.timedWait(this, left);
			left = latest.toNanos() - age();
		}
		return left > 0;
	}

	private void send(RunClient client, RunRequest request) {
		try {
			client.send(request).whenComplete((answer, failure) -> answered(request, answer, failure));
		}
		catch (RuntimeException ex) {
			answered(request, null, ex);
		}
	}

	private void answered(RunRequest request, @Nullable Answer answer, @Nullable Throwable failure) {
		Finding finding = (answer != null) ? TokenCheck.check(request, answer)
				: new Finding(request, Kind.NO_ANSWER, String.valueOf(failure), "", "");
		note(request, finding, (answer != null) ? answer.took() : 0);
	}

	private synchronized void note(RunRequest request, @Nullable Finding finding, long took) {
		if (this.over) {
			return;
		}
		Result result = Result.OWN;
		if (finding != null) {
			result = finding.kind().isLeak() ? Result.LEAK : Result.FAULT;
			List<Finding> findings = finding.kind().isLeak() ? this.leaks : this.faults;
			if (findings.size() < KEPT_FINDINGS) {
				findings.add(finding);
			}
		}
		this.outcomes[request.number() - 1] = new Outcome(request, result, age(), took);
		this.inFlight--;
		notifyAll();
	}

	private synchronized void end() {
		if (this.over) {
			return;
		}
		this.lasted = age();
		for (int i = 0; i < this.sent; i++) {
			if (this.outcomes[i] == null) {
				this.outcomes[i] = new Outcome(this.requests.get(i), Result.GIVEN_UP, this.lasted, 0);
			}
		}
		this.over = true;
	}

	private long age() {
		return System.nanoTime() - this.start;
	}

}
