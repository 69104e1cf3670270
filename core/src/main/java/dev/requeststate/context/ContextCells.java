package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a factory finds its open contexts again.
 * <p>
 * Cells in chunks. A context takes a free cell at one of a few places that follow from
 * its identity, and gives it back when it is closed; neither takes a lock, and nothing is
 * allocated but chunks, when free cells become hard to find. Chunks are never moved and
 * never given back.
 * <p>
 * A context that is still there at a sweep is held weakly from then on, so that one which
 * nobody will ever close is no leak, and is found.
 */
final class ContextCells {

	private static final Logger logger = LoggerFactory.getLogger(ContextCells.class);

	private static final int CHUNK_BITS = 8;

	private static final int CHUNK = 1 << CHUNK_BITS;

	// So many cells that are all taken mean a table that is more than half full.
	private static final int PROBES = 16;

	// Odd, so that no two hashes become one (a step of MurmurHash3's finalizer).
	private static final int MIX = 0x85EBCA6B;

	// For so many threads, and a cache line between two of them.
	private static final int FREED = 64;

	private static final int LINE_BITS = 4;

	private final LongAdder abandoned = new LongAdder();

	// Their number is a power of two. A cell holds a context, or a WeakEntry, or null.
	private volatile List<AtomicReferenceArray<@Nullable Object>> chunks = List.of(new AtomicReferenceArray<>(CHUNK));

	// The cell that a thread gave back last, or one of the others that share its place
	// here. In a large table it is the only one that is likely to be in the processor's
	// cache. Races are of no harm: it is a cell like any other.
	private final int[] freed = new int[FREED << LINE_BITS];

	/**
	 * Add a context, which is told its place.
	 * @param context the context
	 * @param spread where to look; other contexts look elsewhere
	 */
	void add(RootContext context, int spread) {
		int last = this.freed[freedIndex()];
		while (true) {
			List<AtomicReferenceArray<@Nullable Object>> chunks = this.chunks;
			if (last >>> CHUNK_BITS < chunks.size() && take(chunks, last, context)) {
				return;
			}
			// The highest bits, which the product below mixes best.
			int shift = Integer.numberOfLeadingZeros(chunks.size() * CHUNK - 1);
			int hash = spread;
			for (int i = 0; i < PROBES; i++) {
				// Anywhere, and not next to the last one: full stretches would grow. Nor
				// there once more, as from zero without the addition.
				hash = (hash ^ (hash >>> 16)) * MIX + i;
				int place = hash >>> shift;
				if (take(chunks, place, context)) {
					return;
				}
			}
			grow(chunks);
		}
	}

	private static boolean take(List<AtomicReferenceArray<@Nullable Object>> chunks, int place, RootContext context) {
		AtomicReferenceArray<@Nullable Object> chunk = chunks.get(place >>> CHUNK_BITS);
		int cell = place & (CHUNK - 1);
		if (chunk.getPlain(cell) != null) {
			return false;
		}
		// Before anybody can find it here, and close it: then it gives this cell back.
		context.placeAt(place);
		return chunk.compareAndSet(cell, null, context);
	}

	private static int freedIndex() {
		return ((int) Thread.currentThread().getId() & (FREED - 1)) << LINE_BITS;
	}

	void remove(RootContext context) {
		int place = context.place();
		this.chunks.get(place >>> CHUNK_BITS).setRelease(place & (CHUNK - 1), null);
		this.freed[freedIndex()] = place;
	}

	private void grow(List<AtomicReferenceArray<@Nullable Object>> seen) {
		List<WeakEntry> abandoned = List.of();
		synchronized (this) {
			if (this.chunks == seen) {
				// Where nobody else sweeps, those that nobody will close take cells for
				// ever.
				abandoned = takeAbandoned();
				if (abandoned.size() < seen.size() * CHUNK / 4) {
					List<AtomicReferenceArray<@Nullable Object>> grown = new ArrayList<>(seen);
					for (int i = 0; i < seen.size(); i++) {
						grown.add(new AtomicReferenceArray<>(CHUNK));
					}
					this.chunks = List.copyOf(grown);
				}
			}
		}
		report(abandoned);
	}

	/**
	 * Those that are open all the while this is called, and some of those that are opened
	 * or closed meanwhile.
	 */
	List<RootContext> list() {
		List<RootContext> open = new ArrayList<>();
		forEach(open::add);
		return open;
	}

	/**
	 * Visit those that {@link #list} would list.
	 */
	void forEach(Consumer<RootContext> visitor) {
		for (AtomicReferenceArray<@Nullable Object> chunk : this.chunks) {
			for (int i = 0; i < CHUNK; i++) {
				Object entry = chunk.getAcquire(i);
				RootContext context = (entry instanceof WeakEntry weak) ? weak.get() : (RootContext) entry;
				if (context != null) {
					visitor.accept(context);
				}
			}
		}
	}

	/**
	 * Hold weakly what has been open for a while, and report what was abandoned.
	 */
	void sweep() {
		report(takeAbandoned());
	}

	private synchronized List<WeakEntry> takeAbandoned() {
		List<WeakEntry> abandoned = new ArrayList<>();
		for (AtomicReferenceArray<@Nullable Object> chunk : this.chunks) {
			for (int i = 0; i < CHUNK; i++) {
				Object entry = chunk.getAcquire(i);
				if (entry instanceof RootContext context) {
					chunk.compareAndSet(i, context, new WeakEntry(context));
				}
				// Nobody is left to give this cell back; unless it was given back, and
				// the
				// context collected, since the cell was read. It may be another's by now.
				else if (entry instanceof WeakEntry weak && weak.refersTo(null) && chunk.compareAndSet(i, weak, null)) {
					abandoned.add(weak);
				}
			}
		}
		return abandoned;
	}

	// Without the lock, which a request may wait for: somebody is told, or reads the log.
	private void report(List<WeakEntry> abandoned) {
		this.abandoned.add(abandoned.size());
		for (WeakEntry entry : abandoned) {
			ContextTrace trace = entry.trace();
			if (trace != null) {
				trace.watch().abandoned(entry, trace);
			}
			else {
				logger.warn("{} was abandoned: it was never closed, its values were never destroyed, and nobody "
						+ "can reach it any more. A lease was not closed, or a container did not say that its "
						+ "request is over.", entry.description());
			}
		}
	}

	/**
	 * How many contexts were abandoned.
	 */
	long abandoned() {
		return this.abandoned.sum();
	}

}
