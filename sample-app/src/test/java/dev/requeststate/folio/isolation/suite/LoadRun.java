package dev.requeststate.folio.isolation.suite;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests, 64 at a time if nothing else is said, and has every answer checked.
 */
final class LoadRun {

	static final int IN_FLIGHT = 64;

	private final FolioClient client;

	private final Oracle oracle;

	private final Tally tally;

	private final Semaphore permits;

	private final Phaser checks = new Phaser(1);

	private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

	LoadRun(FolioClient client, Oracle oracle, Tally tally) {
		this(client, oracle, tally, IN_FLIGHT);
	}

	LoadRun(FolioClient client, Oracle oracle, Tally tally, int inFlight) {
		this.permits = new Semaphore(inFlight);
		this.client = client;
		this.oracle = oracle;
		this.tally = tally;
	}

	/**
	 * Sends the requests and returns when every answer is counted. Sends no more of them
	 * when the time is over, or when as many requests as are sent at a time got no
	 * answer: the server is gone then.
	 * @param longest how long to send requests
	 * @throws IllegalStateException if an answer could not be checked
	 */
	void run(Supplier<IsolationRequest> requests, int count, Duration longest) throws InterruptedException {
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			if (System.nanoTime() - start > longest.toNanos()
					|| this.tally.count(ViolationKind.NO_ANSWER) >= IN_FLIGHT) {
				break;
			}
			send(requests.get());
		}
		this.checks.arriveAndAwaitAdvance();
		Throwable failure = this.broken.get();
		if (failure != null) {
			throw new IllegalStateException("An answer could not be checked", failure);
		}
	}

	private void send(IsolationRequest request) throws InterruptedException {
		this.permits.acquire();
		this.checks.register();
		this.client.send(request).whenComplete((answer, failure) -> {
			try {
				if (failure != null) {
					this.tally.unanswered(request, failure);
				}
				// The place is given up before the check, so that the server always has
				// 64.
				this.permits.release();
				if (answer != null) {
					this.tally.answered(request, answer, this.oracle.check(request, answer));
				}
			}
			catch (Throwable ex) {
				this.broken.compareAndSet(null, ex);
			}
			finally {
				this.checks.arriveAndDeregister();
			}
		});
	}

}
