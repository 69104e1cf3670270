package dev.requeststate.folio.isolation.suite;

/**
 * What kind of threads Folio handles its requests on.
 */
enum ThreadKind {

	PLATFORM("platform threads", false), VIRTUAL("virtual threads", true);

	private final String description;

	private final boolean virtual;

	ThreadKind(String description, boolean virtual) {
		this.description = description;
		this.virtual = virtual;
	}

	String argument() {
		return "--spring.threads.virtual.enabled=" + this.virtual;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
