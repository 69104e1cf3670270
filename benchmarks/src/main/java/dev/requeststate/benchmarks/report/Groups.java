package dev.requeststate.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables of the report that JMH fills, and what their rows are called.
 */
final class Groups {

	static final Group CALL = new Group("Call", Set.of("CallBenchmark", "ScopedValueCallBenchmark"), "threadLocal",
			Set.of("plainField", "threadLocal", "scopedValue"),
			"One call of a method that counts, on an object that belongs to the request and is there already.");

	static final Group FIRST_USE = new Group("First use", Set.of("FirstUseBenchmark"), "springRequestScope", Set.of(),
			"A request without a filter, opened and ended, in which each of some objects gets its first call, so that it is made. Without "
					+ "objects it is the opening and the end alone.");

	static final Group FIRST_USE_DESTROYED = new Group("First use, destroyed", Set.of("FirstUseDestroyedBenchmark"),
			"springRequestScope", Set.of(),
			"The same with objects that are destroyed with the request. Guice is not here because it destroys nothing.");

	static final Group OPEN_CLOSE = new Group("Open and close", Set.of("OpenCloseBenchmark"),
			"springRequestContextFilter", Set.of("floor"),
			"A request around an empty chain: opened, bound, closed, with 16 request locals defined.");

	static final Group HOP = new Group("Hop", Set.of("HopBenchmark"), "requestState", Set.of("floor"),
			"A task submitted where a request is current and run where none is, where it reads one value of the request; without the "
					+ "hand-over between two threads, which is the same for all. A cold thread has a table of thread locals without any "
					+ "of the entries that are needed, a warm one what earlier hops have left.");

	static final Group HOP_SAME_THREAD = new Group("Hop on one thread", Set.of("HopSameThreadBenchmark"),
			"requestState", Set.of("floor"),
			"The same on one thread, with what makes the request current and not current any more around each submission.");

	static final Group HOP_THREAD = new Group("Hop to a thread", Set.of("HopThreadBenchmark"), "floor", Set.of("floor"),
			"The same with the thread itself: submit, run, wait for the end. Most of it is the hand-over.");

	static final Group CONTENDED = new Group("Contended", Set.of("ContendedBenchmark"), "requestState", Set.of("floor"),
			"One race: the threads of a request use the same value at once, which nobody has used before. Spring's may make several.");

	static final Group CONTENDED_REQUESTS = new Group("Many requests", Set.of("ContendedRequestsBenchmark"),
			"requestState", Set.of("floor"), "A thousand requests on 64 threads, each with beans of its own.");

	static final List<Group> ALL = List.of(CALL, FIRST_USE, FIRST_USE_DESTROYED, OPEN_CLOSE, HOP, HOP_SAME_THREAD,
			HOP_THREAD, CONTENDED, CONTENDED_REQUESTS);

	/**
	 * Methods by what a reader calls them.
	 */
	static final Map<String, String> LABELS = Map.ofEntries(Map.entry("plainField", "plain field (floor)"),
			Map.entry("threadLocal", "`ThreadLocal.get` and the call"),
			Map.entry("scopedValue", "`ScopedValue.get` and the call"), Map.entry("requestState", "Request State"),
			Map.entry("requestStateClassProxy", "Request State, class proxy"),
			Map.entry("requestStateInterfaceProxy", "Request State, interface proxy"),
			Map.entry("requestStateJdkInterfaceProxy", "Request State, JDK proxy of an interface"),
			Map.entry("weld", "Weld `@RequestScoped`"), Map.entry("guiceProvider", "Guice provider"),
			Map.entry("micronaut", "Micronaut `@RequestScope`"),
			Map.entry("requestLocalGet", "Request State, `RequestLocal.get`"),
			Map.entry("requestLocalClassProxy", "Request State, `RequestLocal.proxy` of a class"),
			Map.entry("requestLocalInterfaceProxy", "Request State, `RequestLocal.proxy` of an interface"),
			Map.entry("springRequestScope", "Spring `@RequestScope`"),
			Map.entry("springRequestContextFilter", "Spring `RequestContextFilter`"),
			Map.entry("micrometerSnapshot", "Micrometer context snapshot"),
			Map.entry("transmittableThreadLocal", "TransmittableThreadLocal"),
			Map.entry("openTelemetry", "OpenTelemetry"),
			Map.entry("springTaskDecorator", "Spring `ContextPropagatingTaskDecorator`"), Map.entry("guice", "Guice"),
			Map.entry("concurrentHashMap", "`ConcurrentHashMap.computeIfAbsent`"),
			Map.entry("requestLocal", "Request State, `RequestLocal`"), Map.entry("floor", "nothing (floor)"),
			Map.entry("springSecurity", "Spring Security executor"));

	/**
	 * Parameters with their values, as {@code name=value}, by what a reader calls them.
	 */
	static final Map<String, String> PARAMETERS = Map.of("values=0", "no objects", "values=1", "one object",
			"values=20", "20 objects", "threads=2", "2 threads", "threads=8", "8 threads", "threads=64", "64 threads",
			"thread=warm", "warm thread", "thread=cold", "cold thread", "thread=virtual", "virtual thread");

	/**
	 * The libraries whose versions the report says, by {@code group:artifact}.
	 */
	static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

	static {
		LIBRARIES.put("org.springframework.boot:spring-boot", "Spring Boot");
		LIBRARIES.put("org.springframework:spring-web", "Spring Framework");
		LIBRARIES.put("org.jboss.weld.se:weld-se-core", "Weld");
		LIBRARIES.put("com.google.inject.extensions:guice-servlet", "Guice");
		LIBRARIES.put("io.micronaut:micronaut-http", "Micronaut");
		LIBRARIES.put("io.micrometer:context-propagation", "Micrometer context-propagation");
		LIBRARIES.put("io.opentelemetry:opentelemetry-context", "OpenTelemetry context");
		LIBRARIES.put("com.alibaba:transmittable-thread-local", "TransmittableThreadLocal");
		LIBRARIES.put("org.springframework.security:spring-security-core", "Spring Security");
		LIBRARIES.put("org.openjdk.jmh:jmh-core", "JMH");
	}

	private Groups() {
	}

}
