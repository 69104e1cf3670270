package dev.requeststate.caching;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached methods of every shape, in caches of this process.
 */
class ShapeTests extends AbstractShapeTests {

	private static final ShapeTable TABLE = new ShapeTable();

	private static final List<String> OWN = IntStream.range(0, 6).mapToObj((index) -> "visitor" + index).toList();

	@AfterAll
	static void printTable() {
		TABLE.print(CacheKind.CONCURRENT_MAP, CacheKind.CAFFEINE, CacheKind.CAFFEINE_ASYNC, CacheKind.NONE);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "REDIS")
	void aResultIsStoredUnderAKeyThatCoversItOrNotAtAll(CacheKind kind) {
		judgeAll(kind, TABLE);
	}

	@Test
	void thereAreAtLeastThirtyNineShapes() {
		assertThat(Shape.all()).hasSizeGreaterThanOrEqualTo(39);
	}

	@Test
	void withoutTheGuardMarkedResultsCross() {
		Map<String, Verdict> verdicts = new HashMap<>();
		runner(CacheKind.CONCURRENT_MAP, "request-state.cache.guard=off")
			.run((context) -> judgeAll(context, (shape, verdict) -> verdicts.put(shape.method(), verdict)));
		assertThat(verdicts).containsEntry("plainMarked", Verdict.CROSSED)
			.containsEntry("syncMarked", Verdict.CROSSED)
			.containsEntry("futureMarked", Verdict.CROSSED)
			.containsEntry("monoSyncMarked", Verdict.CROSSED)
			.containsEntry("fluxMarked", Verdict.CROSSED)
			.containsEntry("outerOfMarked", Verdict.CROSSED)
			.containsEntry("plainKeyed", Verdict.KEYED);
	}

	@ParameterizedTest
	@EnumSource(names = { "CONCURRENT_MAP", "CAFFEINE", "CAFFEINE_ASYNC" })
	void eachOfThoseWhoWaitForOneKeyGetsItsOwn(CacheKind kind) {
		runner(kind).withBean(Gathering.class)
			.run((context) -> assertThat(ofConcurrentRequests(context.getBean(Gathering.class)))
				.containsExactlyElementsOf(OWN));
	}

	@ParameterizedTest
	@EnumSource(names = { "CONCURRENT_MAP", "CAFFEINE" })
	void withoutTheGuardThoseWhoWaitAreServedWithTheResultOfTheFirst(CacheKind kind) {
		runner(kind, "request-state.cache.guard=off").withBean(Gathering.class)
			.run((context) -> assertThat(new HashSet<>(ofConcurrentRequests(context.getBean(Gathering.class))))
				.containsExactly("visitor0"));
	}

	@Test
	void anOuterCallOfAKeyedOneIsRefusedAlthoughTheInnerOneIsStored() {
		runner(CacheKind.CONCURRENT_MAP).run((context) -> {
			Shapes shapes = context.getBean(Shapes.class);
			assertThat(Visitor.as("ann", shapes::outerOfKeyed)).isEqualTo(Visitor.as("ann", shapes::outerOfKeyed));
			assertThat(Visitor.as("bob", shapes::outerOfKeyed)).startsWith("bob");
			assertThat(shapes.bodies()).isEqualTo(2);
			assertThat(context.getBean(CachingApplication.Refusals.class).of("outerOfKeyed")).isEqualTo(3);
		});
	}

	@Test
	void aMethodThatCallsItselfIsNotACachedCall() {
		runner(CacheKind.CONCURRENT_MAP).run((context) -> {
			Shapes shapes = context.getBean(Shapes.class);
			Visitor.as("ann", shapes::callsItself);
			Visitor.as("bob", shapes::callsItself);
			assertThat(shapes.bodies()).isEqualTo(2);
			assertThat(context.getBean(CachingApplication.Refusals.class).all()).isZero();
		});
	}

}
