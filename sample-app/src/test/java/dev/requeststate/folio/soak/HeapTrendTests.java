package dev.requeststate.folio.soak;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HeapTrendTests {

	private static final long LIVE = 60_000_000;

	private static final int REQUESTS_BETWEEN = 200;

	private static final int NOISE = 500_000;

	private final Random random = new Random(1);

	@Test
	void heapThatKeepsASmallContextOfEachRequestGrows() {
		HeapTrend trend = HeapTrend.of(samples(120, 400)).orElseThrow();
		assertThat(trend.slope()).isCloseTo(400, within(trend.error()));
		assertThat(trend.isGrowth()).isTrue();
		assertThat(trend.isFlat()).isFalse();
		assertThat(trend).asString().endsWith("it grows");
	}

	@Test
	void heapThatKeepsNothingIsFlatHoweverNoisy() {
		HeapTrend trend = HeapTrend.of(samples(200, 0)).orElseThrow();
		assertThat(trend.isGrowth()).isFalse();
		assertThat(trend.isFlat()).isTrue();
		assertThat(trend).asString().endsWith("flat");
	}

	@Test
	void shortRunIsNotTakenForProofOfEither() {
		HeapTrend trend = HeapTrend.of(samples(30, 0)).orElseThrow();
		assertThat(trend.isGrowth()).isFalse();
		assertThat(trend.isFlat()).isFalse();
		assertThat(trend).asString().endsWith("within noise");
	}

	@Test
	void cacheThatFillsAtTheBeginningIsNoGrowth() {
		List<HeapSample> samples = IntStream.range(0, 90)
			.mapToObj((i) -> new HeapSample(i * REQUESTS_BETWEEN, LIVE + noise() + Math.min(i, 10) * 1_000_000L))
			.toList();
		assertThat(HeapTrend.of(samples).orElseThrow().isFlat()).isTrue();
	}

	@Test
	void stepIsNoGrowth() {
		List<HeapSample> samples = IntStream.range(0, 120)
			.mapToObj((i) -> new HeapSample(i * REQUESTS_BETWEEN, LIVE + noise() + ((i < 70) ? 0 : 4_000_000)))
			.toList();
		HeapTrend trend = HeapTrend.of(samples).orElseThrow();
		assertThat(trend.slope() - trend.error()).isGreaterThan(HeapTrend.NOTHING);
		assertThat(trend.isGrowth()).isFalse();
	}

	@Test
	void whatGrowsBeforeAnInstanceIsWarmIsNotLookedAt() {
		List<HeapSample> samples = IntStream.range(0, 100)
			.mapToObj((i) -> new HeapSample(i * 10, LIVE + i * 100_000L))
			.toList();
		assertThat(HeapTrend.of(samples)).isEmpty();
	}

	@Test
	void tooFewSamplesHaveNoTrend() {
		assertThat(HeapTrend.of(samples(20, 1000))).isEmpty();
		assertThat(HeapTrend.of(List.of())).isEmpty();
	}

	private List<HeapSample> samples(int count, int keptOfEachRequest) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new HeapSample(i * REQUESTS_BETWEEN,
					LIVE + noise() + (long) i * REQUESTS_BETWEEN * keptOfEachRequest))
			.toList();
	}

	private long noise() {
		return Math.round(this.random.nextGaussian() * NOISE);
	}

}
