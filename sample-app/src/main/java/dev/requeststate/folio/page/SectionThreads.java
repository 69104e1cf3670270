package dev.requeststate.folio.page;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;

/**
 * The kinds of threads that sections can be rendered on.
 */
public enum SectionThreads {

	/**
	 * Threads of the operating system, out of a pool.
	 */
	PLATFORM,

	/**
	 * Virtual ones, each for one section.
	 */
	VIRTUAL;

	/**
	 * What sections are rendered on where nothing else is said: what Spring Boot has the
	 * requests on, which is for {@code spring.threads.virtual.enabled} to say.
	 */
	public static SectionThreads usual(Environment environment) {
		return Threading.VIRTUAL.isActive(environment) ? VIRTUAL : PLATFORM;
	}

	/**
	 * The kind of that key, empty if there is none.
	 */
	public static Optional<SectionThreads> of(String key) {
		return Stream.of(values()).filter((threads) -> threads.key().equals(key)).findFirst();
	}

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether this JVM has them: virtual ones came with JDK 21.
	 */
	public boolean areAvailable() {
		return this == PLATFORM || JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
	}

}
