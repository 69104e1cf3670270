package dev.requeststate.caching;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ReflectionUtils;

/**
 * One method of {@link Shapes}, and what has to become of its results.
 *
 * @param method its name
 * @param expected what has to become of its results in a cache that has everything
 */
record Shape(String method, Verdict expected) {

	private static final Map<String, Verdict> SPECIAL = new TreeMap<>(
			Map.ofEntries(Map.entry("conditionFalse", Verdict.NOT_STORED), Map.entry("conditionReads", Verdict.REFUSED),
					Map.entry("conditionReadsClean", Verdict.STORED), Map.entry("unlessTrue", Verdict.NOT_STORED),
					Map.entry("unlessReads", Verdict.REFUSED), Map.entry("unlessReadsClean", Verdict.STORED),
					Map.entry("outerOfMarked", Verdict.REFUSED), Map.entry("keyedOuterOfKeyed", Verdict.KEYED),
					Map.entry("outerOfClean", Verdict.STORED), Map.entry("byResolver", Verdict.KEYED),
					Map.entry("byResolverSync", Verdict.KEYED), Map.entry("byGenerator", Verdict.KEYED),
					Map.entry("throwing", Verdict.NOT_STORED), Map.entry("throwingSync", Verdict.NOT_STORED),
					Map.entry("throwingFuture", Verdict.NOT_STORED), Map.entry("throwingMono", Verdict.NOT_STORED),
					Map.entry("evictOnly", Verdict.NOT_STORED)));

	// Looked at in tests of their own: what comes back does not tell what was stored.
	private static final List<String> ELSEWHERE = List.of("put", "two", "callsItself", "selfInvoked", "bodies",
			"outerOfKeyed");

	/**
	 * All of them.
	 */
	static List<Shape> all() {
		return Stream.of(Shapes.class.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.map(Method::getName)
			.filter((name) -> ELSEWHERE.stream().noneMatch(name::startsWith))
			.sorted()
			.map((name) -> new Shape(name, expected(name)))
			.toList();
	}

	private static Verdict expected(String name) {
		if (SPECIAL.containsKey(name)) {
			return SPECIAL.get(name);
		}
		return name.endsWith("Clean") ? Verdict.STORED : (name.endsWith("Keyed") ? Verdict.KEYED : Verdict.REFUSED);
	}

	/**
	 * Whether its results are made in their own time.
	 */
	boolean isAsynchronous() {
		String name = this.method.toLowerCase(Locale.ROOT);
		return name.contains("future") || name.contains("mono") || name.contains("flux");
	}

	/**
	 * Call the method and wait for its result.
	 */
	String call(Shapes shapes) {
		try {
			Object result = ReflectionUtils.invokeMethod(ReflectionUtils.findMethod(shapes.getClass(), this.method),
					shapes);
			return String.valueOf(plain(result));
		}
		catch (IllegalArgumentException ex) {
			return ex.getMessage();
		}
		catch (Exception ex) {
			if (ex.getCause() instanceof IllegalArgumentException cause) {
				return cause.getMessage();
			}
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object plain(@Nullable Object result) throws Exception {
		if (result instanceof CompletableFuture<?> future) {
			return future.get(10, TimeUnit.SECONDS);
		}
		if (result instanceof Mono<?> mono) {
			return mono.block();
		}
		if (result instanceof Flux<?> flux) {
			return flux.collectList().block();
		}
		return (result instanceof Optional<?> optional) ? optional.orElse(null) : result;
	}

	/**
	 * Judge what three requests got.
	 * @param results of the two of Ann, and of the one of Bob
	 * @param bodies how often the body has run
	 * @param refusals how often the guard has said that a result is not stored
	 */
	Verdict judge(List<String> results, int bodies, int refusals) {
		if (results.get(2).contains("ann") || results.get(0).contains("bob") || results.get(1).contains("bob")) {
			return Verdict.CROSSED;
		}
		int made = this.method.equals("keyedOuterOfKeyed") || this.method.equals("outerOfClean") ? bodies / 2 : bodies;
		boolean same = results.get(0).equals(results.get(1));
		if (made == 1 && same && results.get(1).equals(results.get(2)) && refusals == 0) {
			return Verdict.STORED;
		}
		if (made == 2 && same && refusals == 0) {
			return Verdict.KEYED;
		}
		if (made == 3) {
			return (refusals > 0) ? Verdict.REFUSED : Verdict.NOT_STORED;
		}
		return Verdict.WRONG;
	}

}
