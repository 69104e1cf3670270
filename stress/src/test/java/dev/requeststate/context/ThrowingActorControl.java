package dev.requeststate.context;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Broken on purpose: a thread that throws what the race does not expect.
 */
@JCStressTest
@Outcome(id = "leased", expect = Expect.ACCEPTABLE, desc = "Leased")
@State
public class ThrowingActorControl {

	private final WatchedContext watched = new WatchedContext();

	@Actor
	public void request() {
		this.watched.close();
	}

	@Actor
	public void taker(L_Result result) {
		this.watched.context().retain();
		result.r1 = "leased";
	}

}
