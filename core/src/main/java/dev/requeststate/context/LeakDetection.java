package dev.requeststate.context;

/**
 * How much is spent on finding request contexts, bindings and leases that nobody ends as
 * they should.
 */
public enum LeakDetection {

	/**
	 * Nothing. Contexts that are out of everybody's reach, and leases that are held for
	 * too long, are found all the same, by {@linkplain OpenContexts#review() reviews};
	 * not where they come from.
	 */
	OFF,

	/**
	 * One context of 128, picked at random, is followed, and its leaks are reported with
	 * the stack of the code that made them possible. For production.
	 */
	SAMPLED,

	/**
	 * Every context is followed. For tests and for hunting a leak.
	 */
	STRICT

}
