package dev.requeststate.folio.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What was taken down of one request context: where it was current and when. All times
 * are nanoseconds since it was opened. What does not fit is left out. Written by the
 * threads of the request and read by others, without a lock; holds on to nothing of the
 * request.
 */
final class Lane {

	static final int MAX_RUNS = 24;

	static final int MAX_DISPATCHES = 8;

	/**
	 * In the place of a time that has not come.
	 */
	static final long NOT_YET = -1;

	private final String id;

	private final String name;

	private final long opened = System.nanoTime();

	private final AtomicInteger runCount = new AtomicInteger();

	private final AtomicReferenceArray<Run> runs = new AtomicReferenceArray<>(MAX_RUNS);

	private final AtomicInteger dispatchCount = new AtomicInteger();

	private final AtomicReferenceArray<Dispatch> dispatches = new AtomicReferenceArray<>(MAX_DISPATCHES);

	private volatile long ended = NOT_YET;

	private volatile long closed = NOT_YET;

	Lane(String id, String name) {
		this.id = id;
		this.name = name;
	}

	/**
	 * The context is current on this thread.
	 * @return what to run when that ends
	 */
	Run enter() {
		Run run = new Run(this, Thread.currentThread().getName(), age());
		int place = this.runCount.getAndIncrement();
		if (place < MAX_RUNS) {
			this.runs.set(place, run);
		}
		return run;
	}

	/**
	 * A dispatch of the request begins.
	 * @param type its type, as the servlet API calls it
	 */
	void dispatch(String type) {
		int place = this.dispatchCount.getAndIncrement();
		if (place < MAX_DISPATCHES) {
			this.dispatches.set(place, new Dispatch(type, age()));
		}
	}

	void end() {
		this.ended = age();
	}

	void close() {
		this.closed = age();
	}

	String id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	long opened() {
		return this.opened;
	}

	/**
	 * How long ago the context was opened.
	 */
	long age() {
		return System.nanoTime() - this.opened;
	}

	/**
	 * When the container, or whoever has opened the context, was done with it.
	 */
	long ended() {
		return this.ended;
	}

	long closed() {
		return this.closed;
	}

	boolean isClosed() {
		return this.closed != NOT_YET;
	}

	/**
	 * How often the context was current on some thread, in order of the beginning; at
	 * most {@value #MAX_RUNS} times.
	 */
	List<Run> runs() {
		return present(this.runs);
	}

	List<Dispatch> dispatches() {
		return present(this.dispatches);
	}

	/**
	 * How many runs did not fit.
	 */
	int moreRuns() {
		return Math.max(0, this.runCount.get() - MAX_RUNS);
	}

	private static <T> List<T> present(AtomicReferenceArray<T> array) {
		List<T> present = new ArrayList<>();
		for (int i = 0; i < array.length(); i++) {
			T element = array.get(i);
			if (element != null) {
				present.add(element);
			}
		}
		return present;
	}

	/**
	 * The beginning of a dispatch.
	 *
	 * @param type its type
	 * @param at when it began
	 */
	record Dispatch(String type, long at) {
	}

	/**
	 * A time in which the context was current on a thread.
	 */
	static final class Run implements Runnable {

		private final Lane lane;

		private final String thread;

		private final long from;

		private volatile long to = NOT_YET;

		private Run(Lane lane, String thread, long from) {
			this.lane = lane;
			this.thread = thread;
			this.from = from;
		}

		/**
		 * It is over.
		 */
		@Override
		public void run() {
			this.to = this.lane.age();
		}

		String thread() {
			return this.thread;
		}

		long from() {
			return this.from;
		}

		long to() {
			return this.to;
		}

	}

}
