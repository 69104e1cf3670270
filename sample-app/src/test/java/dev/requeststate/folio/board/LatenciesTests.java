package dev.requeststate.folio.board;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	@Test
	void aPercentileIsTheTimeInWhichSoManyHadCome() {
		Latencies hundred = new Latencies(LongStream.rangeClosed(1, 100).boxed().toList());
		assertThat(hundred.percentile(50)).isEqualTo(50);
		assertThat(hundred.percentile(95)).isEqualTo(95);
		assertThat(hundred.percentile(99)).isEqualTo(99);
		assertThat(hundred.percentile(100)).isEqualTo(100);
		Latencies three = new Latencies(List.of(10L, 20L, 30L));
		assertThat(three.percentile(50)).isEqualTo(20);
		assertThat(three.percentile(95)).isEqualTo(30);
	}

	@Test
	void oneIsAllOfThemAndNoneIsZero() {
		assertThat(new Latencies(List.of(7L)).percentile(1)).isEqualTo(7);
		assertThat(new Latencies(List.of()).percentile(50)).isZero();
	}

}
