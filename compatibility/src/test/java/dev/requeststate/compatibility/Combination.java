package dev.requeststate.compatibility;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an application is built with and run on.
 *
 * @param boot the version of Spring Boot
 * @param container {@code tomcat} or {@code jetty}, or {@code tomcat-partly} where Spring
 * Boot is not complete
 * @param jdk the number of the JDK's release
 */
record Combination(String boot, String container, String jdk) {

	private static final String PARTLY = "-partly";

	/**
	 * Each with each, as the system properties say.
	 */
	static List<Combination> fromSystemProperties() {
		Stream<Combination> complete = values("boot")
			.flatMap((boot) -> values("container").flatMap((container) -> onEachJdk(boot, container)));
		Stream<Combination> partly = values("boot-partly").flatMap((boot) -> onEachJdk(boot, "tomcat" + PARTLY));
		return Stream.concat(complete, partly).toList();
	}

	private static Stream<Combination> onEachJdk(String boot, String container) {
		return values("jdk").map((jdk) -> new Combination(boot, container, jdk));
	}

	private static Stream<String> values(String name) {
		return Stream.of(System.getProperty("compatibility." + name, "").split(","))
			.map(String::strip)
			.filter((value) -> !value.isEmpty());
	}

	/**
	 * Whether Spring Boot can be had of that version with all its modules. Where it can
	 * not, as happens with milestones, there is neither its test slice nor its test
	 * client.
	 */
	boolean isComplete() {
		return !this.container.endsWith(PARTLY);
	}

	/**
	 * What the container calls itself in the log.
	 */
	String server() {
		return this.container.replace(PARTLY, "");
	}

	/**
	 * A name for a directory.
	 */
	String key() {
		return "boot-" + this.boot + "." + this.container + ".jdk-" + this.jdk;
	}

	@Override
	public String toString() {
		return "Spring Boot " + this.boot + ", " + this.container + ", JDK " + this.jdk;
	}

}
