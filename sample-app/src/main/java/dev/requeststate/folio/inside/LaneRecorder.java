package dev.requeststate.folio.inside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.requeststate.context.CurrentContextObserver;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what request contexts do: the last few, and of many in a second some.
 * <p>
 * Its memory is bounded whatever the load. A request waits for nothing here: where two
 * begin at once one of them is not taken down.
 */
final class LaneRecorder implements RequestContextObserver, CurrentContextObserver {

	/**
	 * How many contexts are remembered.
	 */
	static final int LANES = 64;

	/**
	 * How many are taken down in a second at most.
	 */
	static final int LANES_A_SECOND = 40;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final String unseen;

	private final int lanesASecond;

	private final AtomicReferenceArray<Lane> ring = new AtomicReferenceArray<>(LANES);

	// Those in the ring whose context is open.
	private final Map<String, Lane> open = new ConcurrentHashMap<>();

	private final AtomicBoolean placing = new AtomicBoolean();

	// The next four are used by whoever has set the flag above.
	private long second = System.nanoTime();

	private int placedInSecond;

	private int cursor;

	private volatile long fullUntil = this.second;

	/**
	 * Create a recorder.
	 * @param unseen the end of the names of those contexts that are not taken down, since
	 * somebody who looks all the time would see nothing else
	 */
	LaneRecorder(String unseen) {
		this(unseen, LANES_A_SECOND);
	}

	LaneRecorder(String unseen, int lanesASecond) {
		this.unseen = unseen;
		this.lanesASecond = lanesASecond;
	}

	@Override
	public void onOpened(RequestContext context) {
		if (this.fullUntil - System.nanoTime() > 0 || !this.placing.compareAndSet(false, true)) {
			return;
		}
		try {
			String name = context.name();
			if (!name.endsWith(this.unseen) && isTime()) {
				place(new Lane(context.id(), name));
			}
		}
		finally {
			this.placing.set(false);
		}
	}

	private boolean isTime() {
		long now = System.nanoTime();
		if (now - this.second >= SECOND) {
			this.second = now;
			this.placedInSecond = 0;
		}
		if (this.placedInSecond == this.lanesASecond) {
			this.fullUntil = this.second + SECOND;
			return false;
		}
		this.placedInSecond++;
		return true;
	}

	// Where the context was closed first; where all are open, in the place of the oldest.
	private void place(Lane lane) {
		int place = this.cursor;
		for (int i = 0; i < LANES; i++) {
			Lane other = this.ring.get((this.cursor + i) % LANES);
			if (other == null || other.isClosed()) {
				place = (this.cursor + i) % LANES;
				break;
			}
		}
		Lane replaced = this.ring.getAndSet(place, lane);
		this.cursor = (place + 1) % LANES;
		if (replaced != null) {
			this.open.remove(replaced.id());
		}
		this.open.put(lane.id(), lane);
	}

	@Override
	public @Nullable Runnable onCurrent(@Nullable RequestContext context) {
		Lane lane = (context != null) ? lane(context) : null;
		return (lane != null) ? lane.enter() : null;
	}

	/**
	 * A dispatch of the current request begins.
	 * @param type its type, as the servlet API calls it
	 */
	void onDispatch(String type) {
		RequestContext context = RequestContext.currentOrNull();
		Lane lane = (context != null) ? lane(context) : null;
		if (lane != null) {
			lane.dispatch(type);
		}
	}

	@Override
	public void onRequestEnded(RequestContext context) {
		Lane lane = lane(context);
		if (lane != null) {
			lane.end();
		}
	}

	@Override
	public void onClosed(RequestContext context, Duration lifetime) {
		Lane lane = lane(context);
		if (lane != null) {
			lane.close();
			this.open.remove(lane.id());
		}
	}

	private @Nullable Lane lane(RequestContext context) {
		return this.open.isEmpty() ? null : this.open.get(context.id());
	}

	/**
	 * What is remembered, the context opened last first.
	 */
	List<Lane> lanes() {
		List<Lane> lanes = new ArrayList<>();
		for (int i = 0; i < LANES; i++) {
			Lane lane = this.ring.get(i);
			if (lane != null) {
				lanes.add(lane);
			}
		}
		long now = System.nanoTime();
		lanes.sort(Comparator.comparingLong((lane) -> now - lane.opened()));
		return lanes;
	}

	/**
	 * How many of those that are remembered are open, as far as this knows.
	 */
	int openLanes() {
		return this.open.size();
	}

}
