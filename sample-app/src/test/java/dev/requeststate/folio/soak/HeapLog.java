package dev.requeststate.folio.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures the heaps of the instances every now and then while they are at work, until
 * closed. Each life of an instance has a series of its own.
 */
final class HeapLog implements AutoCloseable {

	private static final Duration SHORTEST = Duration.ofSeconds(2);

	private static final Duration LONGEST = Duration.ofSeconds(15);

	// Enough for a trend that is not all error.
	private static final int SAMPLES = 60;

	private final Site site;

	private final Map<String, List<HeapSample>> series = new LinkedHashMap<>();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private int missed;

	HeapLog(Site site) {
		this.site = site;
	}

	/**
	 * Begin to measure.
	 * @param duration how long the run is to be; in a short one it is done more often
	 */
	void start(Duration duration) {
		Duration share = duration.dividedBy(SAMPLES);
		Duration interval = (share.compareTo(SHORTEST) < 0) ? SHORTEST
				: (share.compareTo(LONGEST) > 0) ? LONGEST : share;
		this.clock.scheduleWithFixedDelay(this::measure, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void measure() {
		for (RunningInstance instance : this.site.instances()) {
			try {
				add(instance.name(), instance.sample());
			}
			catch (IOException ex) {
				miss();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private synchronized void add(String name, HeapSample sample) {
		this.series.computeIfAbsent(name, (none) -> new ArrayList<>()).add(sample);
	}

	// It was killed in the middle, for instance.
	private synchronized void miss() {
		this.missed++;
	}

	/**
	 * Returns how often an instance was measured.
	 */
	synchronized int measured() {
		return this.series.values().stream().mapToInt(List::size).sum();
	}

	/**
	 * Returns how often an instance could not be measured.
	 */
	synchronized int missed() {
		return this.missed;
	}

	/**
	 * Returns the last sample of each life, in megabytes, as text.
	 */
	synchronized String last() {
		StringBuilder text = new StringBuilder();
		this.series.forEach((name, samples) -> text.append(text.isEmpty() ? "" : ", ")
			.append("%s %.1f MB".formatted(name, samples.get(samples.size() - 1).bytes() / 1e6)));
		return text.toString();
	}

	/**
	 * Returns the trend of each life that was long enough to have one.
	 */
	synchronized Map<String, HeapTrend> trends() {
		Map<String, HeapTrend> trends = new LinkedHashMap<>();
		this.series.forEach((name, samples) -> {
			Optional<HeapTrend> trend = HeapTrend.of(samples);
			trend.ifPresent((found) -> trends.put(name, found));
		});
		return trends;
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
