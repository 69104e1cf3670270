package dev.requeststate.retained;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * All retained values of a process, and what a restart makes of them.
 * <p>
 * Nothing here leads to the classes of an application that was discarded: a definition
 * leaves with its application, and its value stays behind without it.
 */
final class RetainedStates {

	static final RetainedStates SHARED = new RetainedStates();

	private final SweepLog log = new SweepLog();

	// Held during a sweep, so that nobody defines anything meanwhile but what the sweep
	// itself makes the new classes define. Guards the collections.
	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, RetainedState<?>> defined = new HashMap<>();

	private final Map<String, Kept> kept = new HashMap<>();

	private final Set<ClassLoader> discarded = Collections.newSetFromMap(new WeakHashMap<>());

	private volatile Generation generation = Generation.initial();

	private volatile @Nullable Survivors survivors;

	RetentionCounts counts() {
		return this.log.total();
	}

	Generation generation() {
		return this.generation;
	}

	/**
	 * Define a value, or return its definition.
	 */
	<T> RetainedState<T> define(Definition<T> definition) {
		return change((dropped) -> {
			beginIfNew(definition.restartLoader(), dropped);
			if (!definition.isOf(this.generation)) {
				throw new StaleStateException("Retained state " + definition.describe()
						+ ", cannot be defined there: restart " + this.generation.number()
						+ " has discarded the application that the code belongs to. Work that uses retained state "
						+ "must end when its application context closes.");
			}
			RetainedState<?> present = this.defined.get(definition.key());
			return (present != null) ? same(present, definition) : add(definition, dropped);
		});
	}

	// What is dropped is closed by nobody who holds the lock: it is the application's
	// code. One object can be the value of two keys, and is closed once.
	private <R> R change(Function<Set<Object>, R> work) {
		Set<Object> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
		this.lock.lock();
		try {
			return work.apply(dropped);
		}
		finally {
			this.lock.unlock();
			dropped.forEach(this::close);
		}
	}

	private <T> RetainedState<T> same(RetainedState<?> present, Definition<T> definition) {
		Definition<?> first = present.definition();
		if (first.type() != definition.type() || !first.retention().equals(definition.retention())) {
			throw new IllegalStateException(
					"Retained state '" + definition.key() + "' is defined twice: " + first.details() + ", and "
							+ definition.details() + ". Give one of them another key, or share one definition.");
		}
		@SuppressWarnings("unchecked") // of the same type
		RetainedState<T> state = (RetainedState<T>) present;
		return state;
	}

	private <T> RetainedState<T> add(Definition<T> definition, Set<Object> dropped) {
		RetainedState<T> state = new RetainedState<>(definition, this);
		this.defined.put(definition.key(), state);
		Kept kept = this.kept.remove(definition.key());
		if (kept != null) {
			give(state, kept.value(), dropped);
		}
		return state;
	}

	private <T> void give(RetainedState<T> state, Object value, Set<Object> dropped) {
		Definition<T> definition = state.definition();
		if (value instanceof WrittenValue written) {
			this.log.dropped(definition.key(), "it is a " + written.type()
					+ ", and when the application started, a class was missing that it is made of");
			return;
		}
		if (!definition.type().isInstance(value)) {
			this.log.dropped(definition.key(), "it is a " + value.getClass().getTypeName() + " and is now defined as a "
					+ definition.type().getTypeName() + " at " + definition.place());
			mirror(definition, state.valueOrNull());
			dropped.add(value);
			return;
		}
		T replaced = state.adopt(definition.type().cast(value));
		if (replaced != null) {
			dropped.add(replaced);
		}
	}

	/**
	 * An application begins; see {@link RetainedGeneration#begin(ClassLoader)}.
	 */
	void begin(ClassLoader loader) {
		change((dropped) -> {
			beginIfNew(RestartLoaders.of(loader), dropped);
			return this.generation;
		});
	}

	// The main class of an application may define values before it starts anything.
	private void beginIfNew(@Nullable ClassLoader loader, Set<Object> dropped) {
		if (loader == null || loader == this.generation.loader() || this.discarded.contains(loader)) {
			return;
		}
		ClassLoader before = this.generation.loader();
		if (before != null) {
			this.discarded.add(before);
		}
		this.log.begin();
		this.generation = this.generation.next(loader);
		sweep(loader, dropped);
	}

	// User code runs in here, in the new classes that a migration loads: they may define.
	private void sweep(ClassLoader loader, Set<Object> dropped) {
		Map<String, Kept> loose = new HashMap<>(this.kept);
		this.kept.clear();
		List<RetainedState<?>> staying = new ArrayList<>();
		for (Iterator<RetainedState<?>> states = this.defined.values().iterator(); states.hasNext();) {
			RetainedState<?> state = states.next();
			if (state.definition().isOf(this.generation)) {
				staying.add(state);
				continue;
			}
			states.remove();
			Object value = state.discard(this.generation.number());
			if (value != null) {
				loose.put(state.key(), new Kept(value, state.definition().retention()));
			}
		}
		Sweep sweep = new Sweep(this.generation, loader, this.log);
		staying.forEach((state) -> look(state, sweep, dropped));
		loose.forEach((key, before) -> {
			Object after = sweep.look(key, before.value(), before.retention());
			if (after != before.value()) {
				dropped.add(before.value());
			}
			if (after != null) {
				offer(key, new Kept(after, before.retention()), dropped);
			}
		});
	}

	// A definition of a library that DevTools does not restart: others may read it now.
	private <T> void look(RetainedState<T> state, Sweep sweep, Set<Object> dropped) {
		T before = state.valueOrNull();
		if (before != null) {
			Definition<T> definition = state.definition();
			Object after = sweep.look(state.key(), before, definition.retention());
			if (after == before) {
				return;
			}
			if (state.exchange(before, definition.type().isInstance(after) ? definition.type().cast(after) : null)) {
				dropped.add(before);
			}
			else if (after != null) {
				// Whoever has taken the value out has the one before.
				dropped.add(after);
			}
		}
	}

	private void offer(String key, Kept kept, Set<Object> dropped) {
		RetainedState<?> state = this.defined.get(key);
		if (state != null) {
			give(state, kept.value(), dropped);
		}
		else {
			this.kept.put(key, kept);
		}
	}

	/**
	 * An application begins, and this class with it; see
	 * {@link RetainedGeneration#begin(ClassLoader, ConcurrentMap)}.
	 */
	void begin(ClassLoader loader, ConcurrentMap<String, Object> map) {
		change((dropped) -> {
			beginIfNew(RestartLoaders.of(loader), dropped);
			if (this.survivors == null) {
				Survivors survivors = new Survivors(map);
				this.survivors = survivors;
				survivors.drain(this.log, dropped)
					.forEach((key, value) -> offer(key, new Kept(value, Retention.walked()), dropped));
				this.defined.values().forEach((state) -> mirror(state.definition(), state.valueOrNull()));
				this.kept.forEach((key, value) -> survivors.mirror(key, value.value()));
			}
			return this.generation;
		});
	}

	/**
	 * A value has changed, or gone if it is null.
	 */
	void mirror(Definition<?> definition, @Nullable Object value) {
		Survivors survivors = this.survivors;
		if (survivors != null) {
			survivors.mirror(definition.key(), value);
		}
	}

	/**
	 * Fail if a value holds something of another generation.
	 * @return the generation that can use it
	 */
	Generation requireUsable(Object value, Definition<?> definition) {
		Generation generation = this.generation;
		Inspection.Finding finding = Inspection.of(value, generation);
		if (finding.verdict() == Inspection.Verdict.STALE) {
			throw new StaleStateException(
					"Retained state " + definition.describe() + ", was given a value that restart "
							+ generation.number() + " has made useless: " + finding.describe(value)
							+ ". Work that uses retained state must end when its application context closes.");
		}
		return generation;
	}

	/**
	 * End a value that nobody will see again.
	 */
	void close(Object value) {
		Closing.close(value, this.log);
	}

	void report() {
		this.log.report();
	}

}
