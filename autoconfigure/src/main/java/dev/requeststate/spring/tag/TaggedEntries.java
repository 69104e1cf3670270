package dev.requeststate.spring.tag;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * Tags and life of what is in caches: for the library that puts it there and gets it out.
 * A value without either is stored as it is.
 * <p>
 * Nothing here throws because tags cannot be looked up: such a value is not stored, or is
 * no hit. Safe for use by several threads.
 */
public final class TaggedEntries implements AutoCloseable {

	private final TagNumbers numbers;

	private final InstantSource clock;

	private final Outage outage;

	private final LookupThreads threads = new LookupThreads();

	// Operations that have tagged a result. As many as an application has at most.
	private final Set<Object> tagging = ConcurrentHashMap.newKeySet();

	/**
	 * Create entries.
	 * @param numbers numbers the evictions
	 */
	public TaggedEntries(TagNumbers numbers) {
		this(numbers, InstantSource.system(), System::nanoTime);
	}

	TaggedEntries(TagNumbers numbers, InstantSource clock, LongSupplier nanoTime) {
		this.numbers = Objects.requireNonNull(numbers, "'numbers' must not be null");
		this.clock = clock;
		this.outage = new Outage(nanoTime);
	}

	/**
	 * The number with which a computation has to be opened, asked for before it reads
	 * anything. Somebody outside of this process is asked for operations that are known
	 * to tag their results only; for others a number that was seen before does, whereby a
	 * first result may not be stored.
	 * @param operation what is computed, equal for all of its computations
	 */
	public long begin(Object operation) {
		long seen = this.numbers.lastSeen();
		boolean enough = seen != TagNumbers.NOTHING_SEEN && !this.tagging.contains(operation);
		if (enough || !this.numbers.isRemote() || LookupThreads.mustNotWait()) {
			return seen;
		}
		return this.outage.ask(this.numbers::last, TagNumbers.NOTHING_SEEN);
	}

	/**
	 * Whether the result of a computation may be stored: not if it is stale already, or
	 * could not be told to be later.
	 * @param operation what was computed
	 * @param call its computation
	 */
	public boolean claim(Object operation, CallScope call) {
		if (!isAlive(TaggedValue.millis(call.expiresAt()))) {
			return false;
		}
		Map<String, Long> remembered = call.tagNumbers();
		if (remembered.isEmpty()) {
			return true;
		}
		if (!this.numbers.isRemote()) {
			return this.numbers.claim(remembered);
		}
		this.tagging.add(operation);
		return !remembered.containsValue(TagNumbers.NOTHING_SEEN) && !LookupThreads.mustNotWait()
				&& this.outage.ask(() -> this.numbers.claim(remembered), false);
	}

	/**
	 * What to store as the result of a computation.
	 * @param call the computation
	 * @param value its result
	 * @return the value itself if it has neither tags nor a life
	 */
	public @Nullable Object stored(CallScope call, @Nullable Object value) {
		Map<String, Long> remembered = call.tagNumbers();
		Instant end = call.expiresAt();
		if (remembered.isEmpty() && end == null) {
			return value;
		}
		return new TaggedValue(value, remembered, this.numbers.origin(), TaggedValue.millis(end));
	}

	/**
	 * Whether {@link #isCurrent} may have to wait for somebody outside of this process.
	 * @param stored what was found in a cache
	 */
	public boolean isRemote(@Nullable Object stored) {
		return stored instanceof TaggedValue entry && !entry.tags().isEmpty() && this.numbers.isRemote();
	}

	/**
	 * Whether computations may have to wait for somebody outside of this process.
	 * @param operation what is computed
	 */
	public boolean isRemoteOperation(Object operation) {
		return this.numbers.isRemote() && this.tagging.contains(operation);
	}

	/**
	 * Runs on other threads what may have to wait.
	 */
	public Executor elsewhere() {
		return this.threads;
	}

	/**
	 * Runs what may have to wait: at once, unless this is a thread of a Redis connection,
	 * on which an answer from Redis cannot be waited for.
	 */
	public Executor whereItMayWait() {
		return this.threads::executeWhereItMayWait;
	}

	/**
	 * Whether nobody can say at the moment which tags were evicted, so that nothing
	 * tagged will be found or stored.
	 */
	public boolean isOut() {
		return this.outage.isPaused();
	}

	/**
	 * Whether what was found in a cache may be served.
	 * @param stored what was found, not the lack of it
	 */
	public boolean isCurrent(@Nullable Object stored) {
		if (!(stored instanceof TaggedValue entry)) {
			return true;
		}
		if (!isAlive(entry.expiresAt())) {
			return false;
		}
		if (entry.tags().isEmpty()) {
			return true;
		}
		if (entry.origin() != this.numbers.origin()) {
			return false;
		}
		if (!this.numbers.isRemote()) {
			return this.numbers.isCurrent(entry.tags());
		}
		return !LookupThreads.mustNotWait() && this.outage.ask(() -> this.numbers.isCurrent(entry.tags()), false);
	}

	private boolean isAlive(long end) {
		return end == Long.MAX_VALUE || this.clock.millis() < end;
	}

	/**
	 * The value that was stored, current or not.
	 * @param stored what was found in a cache
	 */
	public @Nullable Object value(@Nullable Object stored) {
		return (stored instanceof TaggedValue entry) ? entry.value() : stored;
	}

	/**
	 * Hand the tags and the life of a hit to the computation that goes on with it.
	 * @param call the computation
	 * @param stored what was found in a cache
	 */
	public void adopt(CallScope call, @Nullable Object stored) {
		if (stored instanceof TaggedValue entry) {
			call.adopt(entry.tags(), entry.end());
		}
	}

	/**
	 * Let the threads of {@link #elsewhere()} end when they have done what they were
	 * given.
	 */
	@Override
	public void close() {
		this.threads.close();
	}

}
