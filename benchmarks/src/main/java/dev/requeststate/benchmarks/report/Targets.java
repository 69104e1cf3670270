package dev.requeststate.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The targets, which were set before anything was measured.
 */
final class Targets {

	private static final IntPredicate BEFORE_SCOPED_VALUES = (jdk) -> jdk < 25;

	private static final Map<String, String> COLD = Map.of("thread", "cold");

	static final List<Target> ALL = List.of(
			Target.atMost(2.5, "A call through the class proxy / `ThreadLocal.get` and the same call",
					ratio(Groups.CALL, "requestStateClassProxy", "threadLocal")),
			Target.atLeast(10, "A call through Spring's `@RequestScope` / through the class proxy",
					ratio(Groups.CALL, "springRequestScope", "requestStateClassProxy")),
			Target.atLeast(10, "A call through Weld's `@RequestScoped` / through the class proxy",
					ratio(Groups.CALL, "weldRequestScoped", "requestStateClassProxy")),
			Target.below(1, "A call through the class proxy / through each peer's proxy",
					overEachPeer(Groups.CALL, "requestStateClassProxy")),
			Target.atMost(0, "Bytes allocated by a call through the class proxy",
					bytes(Groups.CALL, "requestStateClassProxy")),
			Target.atMost(0.75, "Open, bind, close / Spring's `RequestContextFilter`",
					ratio(Groups.OPEN_CLOSE, "requestState", "springRequestContextFilter")),
			Target.atMost(224, "Bytes of open, bind, close, before JDK 25", bytes(Groups.OPEN_CLOSE, "requestState"))
				.on(BEFORE_SCOPED_VALUES),
			Target.atMost(320, "Bytes of open, bind, close, from JDK 25 on", bytes(Groups.OPEN_CLOSE, "requestState"))
				.on(BEFORE_SCOPED_VALUES.negate()),
			Target.atLeast(2, "Micrometer's snapshot / a hop",
					only(COLD, ratio(Groups.HOP, "micrometerSnapshot", "requestState"))),
			Target.atLeast(3, "TransmittableThreadLocal / a hop",
					only(COLD, ratio(Groups.HOP, "transmittableThreadLocal", "requestState"))),
			Target.atMost(3, "A hop / OpenTelemetry's `wrap`, which holds no lease",
					only(COLD, ratio(Groups.HOP, "requestState", "openTelemetry"))),
			Target.atMost(1.02, "Processor time for a request of the sample / on Spring's own request scope",
					figures(Targets::isProcessorTime)),
			Target.atMost(1.02, "Start-up of the sample / on Spring's own request scope",
					figures((figure) -> figure.unit().equals(Figure.RATIO) && figure.row().startsWith("start-up"))),
			Target.atMost(400, "Heap beyond the values, in bytes",
					figures((figure) -> figure.row().startsWith("heap for each of")
							&& figure.row().contains("Request State"))));

	private Targets() {
	}

	static boolean isProcessorTime(Figure figure) {
		return figure.unit().equals(Figure.RATIO) && figure.row().startsWith("processor time per request");
	}

	private static Function<Measured, Map<String, Interval>> ratio(Group group, String method, String base) {
		return (measured) -> {
			Map<String, Interval> ratios = new LinkedHashMap<>();
			measured.cases(group.benchmark())
				.forEach((parameters) -> measured.row(group.benchmark(), method, parameters)
					.ifPresent((row) -> measured.row(group.benchmark(), base, parameters)
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

	private static Function<Measured, Map<String, Interval>> overEachPeer(Group group, String method) {
		return (measured) -> {
			Map<String, Interval> ratios = new LinkedHashMap<>();
			measured.rows(group.benchmark())
				.stream()
				.filter((row) -> group.side(row.method()) == Group.Side.PEER)
				.forEach((peer) -> measured.row(group.benchmark(), method, peer.parameters())
					.ifPresent((row) -> ratios.put(Names.row(peer.method()), row.time().over(peer.time()))));
			return ratios;
		};
	}

	private static Function<Measured, Map<String, Interval>> bytes(Group group, String method) {
		return (measured) -> {
			Map<String, Interval> bytes = new LinkedHashMap<>();
			measured.rows(group.benchmark()).stream().filter((row) -> row.method().equals(method)).forEach((row) -> {
				Long whole = row.wholeBytes();
				if (whole != null) {
					bytes.put(Names.parameters(row.parameters()), Interval.exactly(whole));
				}
			});
			return bytes;
		};
	}

	static Function<Measured, Map<String, Interval>> figures(Predicate<Figure> which) {
		return (measured) -> {
			Map<String, Interval> figures = new LinkedHashMap<>();
			measured.figures().stream().filter(which).forEach((figure) -> figures.put(figure.row(), figure.interval()));
			return figures;
		};
	}

}
