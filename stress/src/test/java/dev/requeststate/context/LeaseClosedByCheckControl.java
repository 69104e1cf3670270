package dev.requeststate.context;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Broken on purpose: a lease that looks whether it is closed and then closes, in two
 * steps, so that two threads give its one reference back twice.
 */
@JCStressTest
@Outcome(id = "open", expect = Expect.ACCEPTABLE, desc = "One reference was given back")
@Outcome(id = "closed.*", expect = Expect.FORBIDDEN, desc = "Two were: closed under the other lease")
@State
public class LeaseClosedByCheckControl {

	private final WatchedContext watched = new WatchedContext();

	private volatile boolean closed;

	public LeaseClosedByCheckControl() {
		// One for this lease, and one that has to keep the context open.
		this.watched.context().retain();
		this.watched.context().retain();
		this.watched.close();
	}

	private void close() {
		if (!this.closed) {
			this.watched.context().release();
			this.closed = true;
		}
	}

	@Actor
	public void one() {
		close();
	}

	@Actor
	public void other() {
		close();
	}

	@Arbiter
	public void after(L_Result result) {
		result.r1 = this.watched.life();
	}

}
