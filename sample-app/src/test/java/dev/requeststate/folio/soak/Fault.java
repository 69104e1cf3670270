package dev.requeststate.folio.soak;

/**
 * What goes wrong on purpose.
 */
enum Fault {

	/** Many clients go away at once, each at some point of its request. */
	CLIENT_RESETS("clients reset"),

	/** More requests at once than threads, connections and places in queues. */
	FULL_POOLS("pools full"),

	/** PostgreSQL breaks off all that it does, and comes back. */
	POSTGRES_RESTART("PostgreSQL restarted"),

	/** Redis goes, with all that it holds, and comes back. */
	REDIS_RESTART("Redis restarted"),

	/** One of the instances is killed, and another one is started in its place. */
	INSTANCE_KILL("instance killed");

	private final String description;

	Fault(String description) {
		this.description = description;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
