package dev.requeststate.folio.process;

/**
 * What kind of threads Folio handles its requests on.
 */
public enum ThreadKind {

	PLATFORM("platform threads", false), VIRTUAL("virtual threads", true);

	private final String description;

	private final boolean virtual;

	ThreadKind(String description, boolean virtual) {
		this.description = description;
		this.virtual = virtual;
	}

	/**
	 * Returns how many kinds the running JVM has.
	 */
	public static int available() {
		return (Runtime.version().feature() >= 21) ? 2 : 1;
	}

	public String argument() {
		return "--spring.threads.virtual.enabled=" + this.virtual;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
