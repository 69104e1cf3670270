package dev.requeststate.spring.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NamedCountsTests {

	private final NamedCounts counts = new NamedCounts("calls", "Calls", "calls", "bean");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void eachNameIsCountedByItself() {
		this.counts.bindTo(this.registry);
		this.counts.increment("cart");
		this.counts.increment("user");
		this.counts.increment("cart");
		assertThat(count(this.registry, "cart")).isEqualTo(2);
		assertThat(count(this.registry, "user")).isEqualTo(1);
	}

	@Test
	void whatWasCountedBeforeARegistryCameIsInIt() {
		this.counts.increment("cart");
		this.counts.bindTo(this.registry);
		this.counts.increment("cart");
		assertThat(count(this.registry, "cart")).isEqualTo(2);
	}

	@Test
	void everyRegistryHasAllNames() {
		MeterRegistry later = new SimpleMeterRegistry();
		this.counts.bindTo(this.registry);
		this.counts.increment("cart");
		this.counts.bindTo(later);
		this.counts.increment("user");
		for (MeterRegistry each : new MeterRegistry[] { this.registry, later }) {
			assertThat(count(each, "cart")).isEqualTo(1);
			assertThat(count(each, "user")).isEqualTo(1);
		}
	}

	@Test
	void aRegistryThatIsBoundTwiceCountsOnce() {
		this.counts.bindTo(this.registry);
		this.counts.bindTo(this.registry);
		this.counts.increment("cart");
		assertThat(count(this.registry, "cart")).isEqualTo(1);
	}

	@Test
	void aRegistryThatIsAddedToACompositeLaterHasAllNames() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		this.counts.bindTo(composite);
		this.counts.increment("cart");
		composite.add(this.registry);
		assertThat(count(this.registry, "cart")).isEqualTo(1);
	}

	@Test
	void namesThatAreMadeUpAllTheTimeShareOneMeter() {
		this.counts.bindTo(this.registry);
		for (int i = 0; i < 1000; i++) {
			this.counts.increment("name-" + i);
			this.counts.increment("name-0");
		}
		assertThat(this.registry.getMeters()).hasSize(100);
		assertThat(count(this.registry, NamedCounts.OTHERS)).isEqualTo(901);
		assertThat(count(this.registry, "name-0")).isEqualTo(1001);
		assertThat(count(this.registry, "name-98")).isEqualTo(1);
	}

	@Test
	void namesThatAreMadeUpByManyThreadsAtOnceAreNoMore() throws Exception {
		int threads = 8;
		int rounds = 50;
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			for (int round = 0; round < rounds; round++) {
				NamedCounts counts = new NamedCounts("calls", "Calls", "calls", "bean");
				MeterRegistry registry = new SimpleMeterRegistry();
				counts.bindTo(registry);
				CyclicBarrier begin = new CyclicBarrier(threads);
				List<Future<?>> all = new ArrayList<>();
				for (int thread = 0; thread < threads; thread++) {
					int first = thread;
					all.add(pool.submit(() -> {
						begin.await();
						for (int i = 0; i < 40; i++) {
							counts.increment("name-" + (first * 30 + i));
						}
						return null;
					}));
				}
				for (Future<?> one : all) {
					one.get();
				}
				assertThat(registry.getMeters()).hasSize(100);
				assertThat(registry.getMeters().stream().mapToDouble(NamedCountsTests::count).sum())
					.isEqualTo(threads * 40);
			}
		}
		finally {
			pool.shutdownNow();
		}
	}

	private static double count(Meter meter) {
		return ((FunctionCounter) meter).count();
	}

	private static double count(MeterRegistry registry, String name) {
		return registry.get("calls").tag("bean", name).functionCounter().count();
	}

}
