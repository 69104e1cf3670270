package dev.requeststate.spring.test;

import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.requeststate.spring.test.Finding.Kind;

/**
 * Sends many requests at once, and looks in each answer for what the others have sent.
 */
final class RequestIsolationCheck {

	private static final int MIN_ROUNDS = 3;

	private static final int ENOUGH = 2000;

	private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final int requests;

	private final TokenRequest request;

	private final Tokens tokens = new Tokens();

	private final Findings findings = new Findings();

	private final Crew crew;

	private volatile int lastRound = MIN_ROUNDS - 1;

	RequestIsolationCheck(int requests, TokenRequest request) {
		this.requests = requests;
		this.request = request;
		this.crew = new Crew(requests);
	}

	void run() {
		long end = System.nanoTime() + LONGEST_NANOS;
		this.crew.run((thread) -> work(thread, end));
		this.findings.verify("Expecting the answer to each of " + this.requests
				+ " requests to contain what was sent with it, and nothing of another:", "request", cause());
	}

	private void work(int thread, long end) {
		int[] own = this.crew.share(thread, this.requests);
		for (int round = 0; round <= this.lastRound; round++) {
			if (!this.crew.meet()) {
				return;
			}
			for (int i : own) {
				send(i, round);
			}
			// One thread decides, while the others wait for it here.
			if (thread == 0) {
				this.lastRound = isEnough(round, end) ? round : round + 1;
			}
			if (!this.crew.meet()) {
				return;
			}
		}
	}

	private boolean isEnough(int round, long end) {
		if (!this.findings.isEmpty()) {
			return true;
		}
		return round + 1 >= MIN_ROUNDS
				&& ((long) (round + 1) * this.requests >= ENOUGH || System.nanoTime() - end >= 0);
	}

	private void send(int i, int round) {
		String token = this.tokens.token(round, i);
		String answer;
		try {
			answer = String.valueOf(this.request.send(token));
		}
		catch (Throwable ex) {
			this.findings.add(new Finding(Kind.THROWN, i, "request " + i + " threw " + ex.getClass().getName(), ex));
			return;
		}
		Set<String> found = Tokens.in(answer);
		boolean lost = !found.remove(token);
		String sent = "request " + i + " sent " + Finding.quote(token) + ", and the answer was "
				+ Finding.quote(answer);
		if (!found.isEmpty()) {
			this.findings.add(new Finding(Kind.OTHER, i,
					sent + ", " + this.tokens.describe(found.iterator().next(), "request"), null));
		}
		else if (lost) {
			this.findings.add(new Finding(Kind.LOST, i, sent, null));
		}
	}

	private String cause() {
		if (this.findings.has(Kind.OTHER)) {
			return "requests share an object. Is a bean that holds it a plain singleton, for want of @RequestState? "
					+ "Is a field static? Is it in a ThreadLocal of a pool's thread, or in a cache whose key leaves "
					+ "it out?";
		}
		if (this.findings.has(Kind.LOST)) {
			return "the answer does not show what was sent. Does the request carry the token, and does the page "
					+ "show it? Or has another request overwritten it?";
		}
		return "the request failed by itself; see the cause.";
	}

}
