package dev.requeststate.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextCallable;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The computation of one cached call. It belongs to that call and not to the request,
 * because its result is served to other requests: what it reads from the request is
 * recorded, and a result that depends on something that is not in its key is not shared.
 * <p>
 * Inside a cached method:
 *
 * <pre class="code">
 * CallScope.current().tag("book:42").expireAfter(Duration.ofMinutes(10));
 * </pre>
 *
 * For a cache that is not Spring's, around what computes its values:
 *
 * <pre class="code">
 * cache.get(isbn, (key) -&gt; CallScope.call("prices", () -&gt; load(key)));
 * </pre>
 *
 * and where the key is made from the request:
 *
 * <pre class="code">
 * CallScope call = CallScope.open("prices");
 * String tenant = call.key(TENANT::get);
 * cache.get(tenant, (key) -&gt; call.compute(() -&gt; load(key)));
 * </pre>
 *
 * Calls nest: what an inner one reads, its tags and the shorter life count for the outer
 * one too. A call is carried from thread to thread with the request context, and by the
 * same means; it works outside requests as well. Not recorded is what the maker of a
 * request's value reads, and what is read from a context that the call has opened itself.
 * Safe for use by several threads.
 */
public final class CallScope extends RecordedWork {

	private final String name;

	private final @Nullable Object cacheKey;

	private final long number;

	private final Predicate<Object> placeless;

	// Of those who use this class themselves; a library has keys of its own.
	private volatile @Nullable CallKey key;

	private final Tags tags = new Tags();

	private CallScope(Frame caller, String name, @Nullable Object cacheKey, long number, Predicate<Object> placeless) {
		super(caller);
		this.name = Objects.requireNonNull(name, "'name' must not be null");
		this.cacheKey = cacheKey;
		this.number = number;
		this.placeless = Objects.requireNonNull(placeless, "'placeless' must not be null");
	}

	/**
	 * The innermost cached call that is being computed here.
	 * @throws IllegalStateException if none is
	 */
	public static CallScope current() {
		CallScope current = currentOrNull();
		if (current == null) {
			throw new IllegalStateException("No cached call is being computed on thread '"
					+ Thread.currentThread().getName() + "'. CallScope.current() is for the body of a cached method, "
					+ "and for tasks that it gives to executors which carry the request context.");
		}
		return current;
	}

	/**
	 * The innermost cached call that is being computed here, or null if none is.
	 */
	public static @Nullable CallScope currentOrNull() {
		Recording current = Recording.current();
		return (current != null) ? current.scope() : null;
	}

	/**
	 * As {@link #currentOrNull()}, where the frame is what is current.
	 */
	public static @Nullable CallScope currentIn(Frame frame) {
		return (frame.recorder() instanceof Recording recording) ? recording.scope() : null;
	}

	/**
	 * Compute what may be shared with other requests.
	 * @param name what is computed, for people
	 * @param work computes it
	 * @throws RequestBoundResultException if it has read something from the request
	 */
	public static void run(String name, Runnable work) {
		Objects.requireNonNull(work, "'work' must not be null");
		call(name, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * As {@link #run(String, Runnable)}, for work with a result.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param name what is computed, for people
	 * @param work computes it
	 * @return what the work returned
	 * @throws X what the work threw
	 */
	public static <T extends @Nullable Object, X extends Throwable> T call(String name, ContextCallable<T, X> work)
			throws X {
		return open(name).compute(work);
	}

	/**
	 * Begin a call in what is current on this thread.
	 * @param name what is computed, for people
	 */
	public static CallScope open(String name) {
		return new CallScope(Frame.here(), name, null, 0, (part) -> false);
	}

	/**
	 * Begin a call, for the library behind a cache.
	 * @param caller what is current where the call is made: {@link Frame#here()}. The
	 * result may be computed on another thread
	 * @param name what is computed, for people
	 * @param cacheKey the key of the result, if it is known
	 * @param number the number of the last eviction by tag when the computation begins,
	 * by whatever counts them; zero where nothing does
	 * @param placeless of what it need not be known where it was read: to find that out
	 * takes longer than most reads
	 */
	public static CallScope open(Frame caller, String name, @Nullable Object cacheKey, long number,
			Predicate<Object> placeless) {
		return new CallScope(caller, name, cacheKey, number, placeless);
	}

	/**
	 * What is computed, for people.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The key under which the result is to be stored, or null if it was not said.
	 */
	public @Nullable Object key() {
		return this.cacheKey;
	}

	/**
	 * Compute a part of the key. What is read meanwhile may be read by the computation.
	 * @param <T> the type of the part
	 * @param <X> what the computation may throw
	 * @param computation computes it
	 * @throws X what the computation threw
	 */
	public <T extends @Nullable Object, X extends Throwable> T key(ContextCallable<T, X> computation) throws X {
		return ownKey().compute(computation);
	}

	/**
	 * Compute the result, on this thread, in what was current where the call began.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param work computes it
	 * @return what the work returned
	 * @throws X what the work threw
	 * @throws RequestBoundResultException if it has read something from the request that
	 * was not read for the {@linkplain #key(ContextCallable) key}
	 */
	public <T extends @Nullable Object, X extends Throwable> T compute(ContextCallable<T, X> work) throws X {
		T result = call(work);
		List<RequestRead> reads = readsBeside(ownKey());
		if (!reads.isEmpty()) {
			throw new RequestBoundResultException(this.name, reads);
		}
		return result;
	}

	/**
	 * As {@link #compute}, for whoever decides by itself what to do with the result.
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> work) throws X {
		Objects.requireNonNull(work, "'work' must not be null");
		return caller().call(this, work);
	}

	/**
	 * Go on with the computation on this thread until the binding is closed: for what is
	 * computed in several steps, none of which is a block.
	 */
	public Binding bind() {
		return caller().reopen(this);
	}

	/**
	 * Go on, on this thread, with what surrounds the call until the binding is closed:
	 * for what the computation hands out in the middle of it.
	 */
	public Binding bindCaller() {
		return caller().reopen(caller().recorder());
	}

	/**
	 * What was read from the request so far, each part once, in the order of the first
	 * reads.
	 */
	public List<RequestRead> requestReads() {
		return reads().list();
	}

	/**
	 * What was read from the request so far and is not part of a key. A result may be
	 * stored under that key if this is empty.
	 * @param key the key
	 */
	public List<RequestRead> readsBeside(CallKey key) {
		List<RequestRead> reads = reads().list();
		return reads.isEmpty() ? reads : reads.stream().filter((read) -> !key.covers(read.part())).toList();
	}

	/**
	 * Give the result a name by which it can be evicted, wherever it is stored; and those
	 * around it, which are made from it.
	 * @param tags any words that are not blank, of at most 512 characters each
	 * @return this
	 */
	public CallScope tag(String... tags) {
		for (String tag : tags) {
			Tags.check(tag);
		}
		forEachConcerned((scope) -> {
			for (String tag : tags) {
				scope.tags.add(tag, scope.number);
			}
		});
		return this;
	}

	/**
	 * Let the result end by itself; and those around it, which are made from it. Of two
	 * lives the shorter one counts. A cache that ends it sooner does.
	 * @param life how long from now on the result may be served, above zero
	 * @return this
	 */
	public CallScope expireAfter(Duration life) {
		expireAt(Tags.end(life));
		return this;
	}

	/**
	 * Take over what a stored result had, for this call, which is made from it: for the
	 * library behind a cache, at a hit.
	 * @param tagNumbers the tags of the stored result, with their
	 * {@linkplain #tagNumbers() numbers}
	 * @param expiresAt when it ends, or null if it does not end by itself
	 */
	public void adopt(Map<String, Long> tagNumbers, @Nullable Instant expiresAt) {
		forEachConcerned((scope) -> tagNumbers.forEach(scope.tags::add));
		if (expiresAt != null) {
			expireAt(expiresAt);
		}
	}

	private void expireAt(Instant end) {
		forEachConcerned((scope) -> scope.tags.expireAt(end));
	}

	/**
	 * The tags given so far.
	 */
	public Set<String> tags() {
		return this.tags.numbers().keySet();
	}

	/**
	 * The tags given so far, each with the number of the last eviction when the oldest
	 * computation began that carries it: if the tag was evicted under a higher one, the
	 * result is stale.
	 */
	public Map<String, Long> tagNumbers() {
		return this.tags.numbers();
	}

	/**
	 * When the result ends by itself, or null if it does not.
	 */
	public @Nullable Instant expiresAt() {
		return this.tags.expiresAt();
	}

	private CallKey ownKey() {
		CallKey key = this.key;
		if (key == null) {
			synchronized (this) {
				key = this.key;
				if (key == null) {
					key = new CallKey(caller());
					this.key = key;
				}
			}
		}
		return key;
	}

	// This one and those around it; and where its work runs in the middle of another
	// call, that one too.
	private void forEachConcerned(Consumer<CallScope> action) {
		Recording here = Recording.current();
		if (here != null && here.tells(this)) {
			here.forEachScope(action);
		}
		else {
			forEachScope(action);
		}
	}

	@Override
	void forEachScope(Consumer<CallScope> action) {
		action.accept(this);
		forEachOuterScope(action);
	}

	@Override
	CallScope scope() {
		return this;
	}

	@Override
	boolean wantsPlace(Object part) {
		CallKey key = this.key;
		return (key == null || !key.covers(part)) && !this.placeless.test(part);
	}

	@Override
	public String toString() {
		return "call of " + this.name;
	}

}
