package dev.requeststate.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The targets, which were set before anything was measured.
 */
final class Targets {

	private static final String PROCESSOR_TIME = "processor time per request, ";

	private static final String HEAP = "heap for each of ";

	private static final IntPredicate BEFORE_SCOPED_VALUES = (jdk) -> jdk < 25;

	// Guice makes no proxies.
	private static final Set<String> PROXYING = Set.of("springRequestScope", "weld", "micronaut");

	private static final Map<String, String> COLD = Map.of("thread", "cold");

	static final List<Target> ALL = List.of(Target
		.atMost(2.5, "A call through the class proxy / `ThreadLocal.get` and the same call",
				ratio(Groups.CALL, "requestStateClassProxy", "threadLocal"))
		.because(
				"the same `ThreadLocal.get` finds what is current, and from there it is a context, its table, a slot and the "
						+ "bean, each a load and a check more. All of it is inlined, and nothing is allocated."),
			Target.atLeast(10, "A call through Spring's `@RequestScope` / through the class proxy",
					ratio(Groups.CALL, "springRequestScope", "requestStateClassProxy")),
			Target
				.atLeast(10, "A call through Weld's `@RequestScoped` / through the class proxy",
						ratio(Groups.CALL, "weld", "requestStateClassProxy"))
				.because("Weld keeps the objects of a request in a cache in a thread local, which is as short a way."),
			Target.below(1, "A call through the class proxy / through each peer's proxy",
					overEach(Groups.CALL, "requestStateClassProxy", PROXYING)),
			Target.atMost(0, "Bytes allocated by a call through the class proxy",
					bytes(Groups.CALL, "requestStateClassProxy")),
			Target
				.atMost(0.75, "Open, bind, close / Spring's `RequestContextFilter`",
						ratio(Groups.OPEN_CLOSE, "requestState", "springRequestContextFilter"))
				.because(
						"two readings of the clock, when it is opened and when it is closed, are more than a quarter of it. The others "
								+ "are an identity, a place in the list of what is open, three counters and a count of references; on JDK 25 also "
								+ "the scoped value that forks inherit."),
			Target.atMost(224, "Bytes of open, bind, close, before JDK 25", bytes(Groups.OPEN_CLOSE, "requestState"))
				.on(BEFORE_SCOPED_VALUES),
			Target.atMost(320, "Bytes of open, bind, close, from JDK 25 on", bytes(Groups.OPEN_CLOSE, "requestState"))
				.on(BEFORE_SCOPED_VALUES.negate()),
			Target
				.atLeast(2, "Micrometer's snapshot / a hop",
						only(COLD, ratio(Groups.HOP, "micrometerSnapshot", "requestState")))
				.because(
						"the lease, which keeps the request open until the task has ended and says who holds it, is five atomic "
								+ "operations; on JDK 25 there is also the scoped value that forks inherit."),
			Target.atLeast(3, "TransmittableThreadLocal / a hop",
					only(COLD, ratio(Groups.HOP, "transmittableThreadLocal", "requestState"))),
			Target.atMost(3, "A hop / OpenTelemetry's `wrap`, which holds no lease",
					only(COLD, ratio(Groups.HOP, "requestState", "openTelemetry"))),
			Target.atMost(1.02, "Processor time of a page of the sample / on Spring's own request scope",
					figures(Targets::isProcessorTime, PROCESSOR_TIME)),
			Target.below(1, "Processor time of a page with 100 calls and more / on Spring's own request scope",
					figures((figure) -> isProcessorTime(figure) && figure.row().endsWith("/price-list"),
							PROCESSOR_TIME)),
			Target.atMost(1.02, "Start-up of the sample / on Spring's own request scope",
					figures((figure) -> figure.unit().equals(Figure.RATIO) && figure.row().startsWith("start-up"), "")),
			Target.atMost(0, "Dependencies beyond what Spring Boot brings",
					figures((figure) -> figure.row().startsWith("dependencies added"), "")),
			Target
				.atMost(400, "Bytes of heap beyond the values, for each of",
						figures((figure) -> figure.row().startsWith(HEAP) && figure.row().contains("Request State"),
								HEAP))
				.because(
						"an HTTP request has, beside its context, an exchange with its method, path and query; each value has a "
								+ "slot of its own, so that threads can race for it. A context without a filter is within the limit."),
			Target.atMost(GrowthSection.NOISE, "Exponent of that heap, where 0 is in proportion", heapExponents()));

	private Targets() {
	}

	static boolean isProcessorTime(Figure figure) {
		return figure.unit().equals(Figure.RATIO) && figure.row().startsWith(PROCESSOR_TIME);
	}

	private static Function<Measured, Map<String, Interval>> ratio(Group group, String method, String base) {
		return (measured) -> {
			Map<String, Interval> ratios = new LinkedHashMap<>();
			measured.cases(group)
				.forEach((parameters) -> measured.row(group, method, parameters)
					.ifPresent((row) -> measured.row(group, base, parameters)
						.ifPresent(
								(other) -> ratios.put(Names.parameters(parameters), row.time().over(other.time())))));
			return ratios;
		};
	}

	private static Function<Measured, Map<String, Interval>> only(Map<String, String> parameters,
			Function<Measured, Map<String, Interval>> values) {
		String name = Names.parameters(parameters);
		return (measured) -> {
			Interval value = values.apply(measured).get(name);
			return (value != null) ? Map.of(name, value) : Map.of();
		};
	}

	private static Function<Measured, Map<String, Interval>> overEach(Group group, String method, Set<String> peers) {
		return (measured) -> {
			Map<String, Interval> ratios = new LinkedHashMap<>();
			measured.rows(group)
				.stream()
				.filter((row) -> peers.contains(row.method()))
				.forEach((peer) -> measured.row(group, method, peer.parameters())
					.ifPresent((row) -> ratios.put(Names.row(peer.method()), row.time().over(peer.time()))));
			return ratios;
		};
	}

	private static Function<Measured, Map<String, Interval>> bytes(Group group, String method) {
		return (measured) -> {
			Map<String, Interval> bytes = new LinkedHashMap<>();
			measured.rows(group).stream().filter((row) -> row.method().equals(method)).forEach((row) -> {
				Long whole = row.wholeBytes();
				if (whole != null) {
					bytes.put(Names.parameters(row.parameters()), Interval.exactly(whole));
				}
			});
			return bytes;
		};
	}

	/**
	 * Figures, by what follows in the names of their rows.
	 */
	private static Function<Measured, Map<String, Interval>> figures(Predicate<Figure> which, String prefix) {
		return (measured) -> {
			Map<String, Interval> figures = new LinkedHashMap<>();
			measured.figures()
				.stream()
				.filter(which)
				.forEach((figure) -> figures.put(figure.row().substring(prefix.length()), figure.interval()));
			return figures;
		};
	}

	private static Function<Measured, Map<String, Interval>> heapExponents() {
		return (measured) -> {
			Map<String, Interval> exponents = new LinkedHashMap<>();
			measured.growths()
				.stream()
				.filter((growth) -> growth.title().startsWith("Heap of open requests"))
				.flatMap((growth) -> growth.lines().stream())
				.filter(GrowthSection::isOurs)
				.forEach((line) -> exponents.put(line.name(), Interval.exactly(GrowthSection.exponent(line.points()))));
			return exponents;
		};
	}

}
