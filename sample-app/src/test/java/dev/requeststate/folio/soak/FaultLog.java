package dev.requeststate.folio.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * When what went wrong, so that a request that has failed can be told why. Usable by
 * several threads at once.
 */
final class FaultLog {

	/**
	 * For how long a fault is felt after its end: connections that are found to be broken
	 * when they are used, and what has piled up.
	 */
	static final Duration AFTERMATH = Duration.ofSeconds(10);

	private static final int REMEMBERED = 100;

	private final Deque<Window> windows = new ArrayDeque<>();

	private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

	/**
	 * Note that a fault begins.
	 * @param now the {@link System#nanoTime()}
	 */
	synchronized Window begin(Fault fault, long now) {
		Window window = new Window(fault, now);
		this.windows.addFirst(window);
		if (this.windows.size() > REMEMBERED) {
			this.windows.removeLast();
		}
		this.counts.merge(fault, 1, Integer::sum);
		return window;
	}

	/**
	 * Note that a fault is over.
	 * @param now the {@link System#nanoTime()}
	 */
	synchronized void end(Window window, long now) {
		window.end = now + AFTERMATH.toNanos();
	}

	/**
	 * Returns the latest fault that was felt at some time between two, if there is one.
	 */
	synchronized Optional<Fault> causeOf(long from, long to) {
		return this.windows.stream()
			.filter((window) -> window.begin <= to && window.end >= from)
			.map((window) -> window.fault)
			.findFirst();
	}

	/**
	 * Returns how often each fault has begun.
	 */
	synchronized Map<Fault, Integer> counts() {
		return Collections.unmodifiableMap(new EnumMap<>(this.counts));
	}

	/**
	 * The time of one fault.
	 */
	static final class Window {

		private final Fault fault;

		private final long begin;

		private long end = Long.MAX_VALUE;

		private Window(Fault fault, long begin) {
			this.fault = fault;
			this.begin = begin;
		}

	}

}
