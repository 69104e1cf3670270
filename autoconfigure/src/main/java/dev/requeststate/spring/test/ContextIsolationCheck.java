package dev.requeststate.spring.test;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.test.Finding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Writes in many contexts at once, and reads in each what was written.
 */
final class ContextIsolationCheck {

	private static final int ROUNDS = 3;

	private final RequestContextFactory factory;

	private final int contexts;

	private final Consumer<String> write;

	private final Supplier<?> read;

	private final Tokens tokens = new Tokens();

	private final Findings findings = new Findings();

	private final AtomicReferenceArray<@Nullable Lease> leases;

	private final Crew crew;

	ContextIsolationCheck(RequestContextFactory factory, int contexts, Consumer<String> write, Supplier<?> read) {
		this.factory = factory;
		this.contexts = contexts;
		this.write = write;
		this.read = read;
		this.leases = new AtomicReferenceArray<>(contexts);
		this.crew = new Crew(contexts);
	}

	void run() {
		try {
			this.crew.run(this::work);
		}
		finally {
			for (int i = 0; i < this.contexts; i++) {
				close(i);
			}
		}
		this.findings.verify(
				"Expecting each of " + this.contexts
						+ " request contexts to see what was written in it, and nothing of another:",
				"context", cause());
	}

	private void work(int thread) {
		int[] own = this.crew.share(thread, this.contexts);
		int[] neighbours = this.crew.share((thread + 1) % this.crew.size(), this.contexts);
		for (int round = 0; round < ROUNDS; round++) {
			for (int i : own) {
				// The thread has served other contexts before.
				if (round > 0) {
					this.factory.run("isolation check, new context", () -> lookBefore(i));
				}
				begin(i, round);
			}
			// Nobody reads before all have written, and nobody closes before all have
			// read.
			if (!this.crew.meet()) {
				return;
			}
			for (int i : own) {
				verify(i, round, Kind.OTHER, "");
			}
			for (int i : neighbours) {
				verify(i, round, Kind.ELSEWHERE, ", which is not the one that has written it");
			}
			if (!this.crew.meet()) {
				return;
			}
			for (int i : own) {
				close(i);
			}
		}
	}

	private void begin(int i, int round) {
		Lease lease = this.factory.open(() -> "isolation check, context " + i);
		this.leases.set(i, lease);
		lease.run(() -> {
			try {
				this.write.accept(this.tokens.token(round, i));
			}
			catch (Throwable ex) {
				thrown(i, "writing", ex);
			}
		});
	}

	private void lookBefore(int i) {
		String seen;
		try {
			seen = String.valueOf(this.read.get());
		}
		catch (Throwable ex) {
			return;
		}
		Set<String> found = Tokens.in(seen);
		if (!found.isEmpty()) {
			this.findings.add(new Finding(Kind.FRESH, i, "a new context, in which nothing was written, read "
					+ whose(seen, found.iterator().next()) + onThisThread(), null));
		}
	}

	private void verify(int i, int round, Kind kind, String remark) {
		Lease lease = this.leases.get(i);
		if (lease == null) {
			return;
		}
		String token = this.tokens.token(round, i);
		lease.run(() -> {
			String seen;
			try {
				seen = String.valueOf(this.read.get());
			}
			catch (Throwable ex) {
				thrown(i, "reading", ex);
				return;
			}
			Set<String> found = Tokens.in(seen);
			boolean lost = !found.remove(token);
			String wrote = "context " + i + " wrote " + Finding.quote(token) + ", and read ";
			if (!found.isEmpty()) {
				String other = found.iterator().next();
				boolean sameThread = Math.floorMod(this.tokens.index(other) - i, this.crew.size()) == 0;
				this.findings.add(new Finding(sameThread ? Kind.ELSEWHERE : kind, i,
						wrote + whose(seen, other) + onThisThread() + remark, null));
			}
			else if (lost) {
				this.findings.add(new Finding((kind == Kind.OTHER) ? Kind.LOST : kind, i,
						wrote + Finding.quote(seen) + onThisThread() + remark, null));
			}
		});
	}

	private String whose(String seen, String token) {
		return Finding.quote(seen) + ", " + this.tokens.describe(token, "context") + ",";
	}

	private void thrown(int i, String doing, Throwable failure) {
		this.findings.add(new Finding(Kind.THROWN, i,
				doing + " in context " + i + " threw " + failure.getClass().getName() + onThisThread(), failure));
	}

	private static String onThisThread() {
		return " on thread '" + Thread.currentThread().getName() + "'";
	}

	private void close(int i) {
		Lease lease = this.leases.getAndSet(i, null);
		if (lease != null) {
			lease.close();
		}
	}

	private String cause() {
		if (this.findings.has(Kind.OTHER)) {
			return "one object serves them all. Is the bean a plain singleton, for want of @RequestState? "
					+ "Is the field static? Or is the value kept in a singleton, or in a cache whose key leaves it out?";
		}
		if (this.findings.has(Kind.LOST)) {
			return "what is read is not what was written. Does the reading return it, or something whose text "
					+ "contains it? Is the bean a prototype?";
		}
		if (this.findings.has(Kind.FRESH) || this.findings.has(Kind.ELSEWHERE)) {
			return "the value belongs to the thread and not to the request. Is it in a ThreadLocal? A thread of a "
					+ "pool goes on to the next request with it. Keep it in a RequestLocal or a @RequestState bean.";
		}
		return "the code under test failed by itself; see the cause.";
	}

}
