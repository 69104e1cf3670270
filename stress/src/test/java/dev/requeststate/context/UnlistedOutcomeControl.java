package dev.requeststate.context;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Broken on purpose: its one outcome is not the one that it lists.
 */
@JCStressTest
@Outcome(id = "leased, refused", expect = Expect.ACCEPTABLE, desc = "Never happens")
@State
public class UnlistedOutcomeControl {

	private final WatchedContext watched = new WatchedContext();

	@Actor
	public void one(LL_Result result) {
		this.watched.context().retain();
		result.r1 = "leased";
	}

	@Actor
	public void other(LL_Result result) {
		this.watched.context().retain();
		result.r2 = "leased";
	}

}
