package dev.requeststate.retained;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A look at a value and at all that it holds, to find what a generation cannot use. Goes
 * as deep as the value does, with no recursion, and through circles.
 */
final class Inspection {

	private final Predicate<Class<?>> usable;

	private final Map<Class<?>, Boolean> known = new HashMap<>();

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Object> pending = new ArrayDeque<>();

	private Inspection(Predicate<Class<?>> usable) {
		this.usable = usable;
	}

	/**
	 * Look at a value with the eyes of a generation. Where there was no restart there is
	 * nothing to look at.
	 */
	static Finding of(Object value, Generation generation) {
		return generation.isInitial() ? Finding.CURRENT : of(value, generation::has);
	}

	/**
	 * Look at a value.
	 * @param usable whether objects of a class can be used
	 */
	static Finding of(Object value, Predicate<Class<?>> usable) {
		try {
			return new Inspection(usable).look(value);
		}
		catch (RuntimeException | Error ex) {
			// As a rule a thread of the old application that has not ended, or the
			// application's own code, in a collection that the JDK has wrapped.
			return new Finding(Verdict.OPAQUE, value.getClass(),
					"could not be looked through: " + ex.getClass().getName());
		}
	}

	// What is stale is of more interest than what cannot be looked into.
	private Finding look(Object value) {
		Finding finding = Finding.CURRENT;
		add(value);
		while (!this.pending.isEmpty()) {
			Object next = this.pending.remove();
			Class<?> type = (next instanceof Class<?> named) ? named : next.getClass();
			if (!isUsable(type)) {
				return new Finding(Verdict.STALE, type, "has a class that the restart has replaced");
			}
			if (next == type || next instanceof Enum) {
				continue;
			}
			Collection<?> contents = Contents.of(next);
			if (contents != null) {
				contents.forEach(this::add);
			}
			else if (finding == Finding.CURRENT) {
				finding = new Finding(Verdict.OPAQUE, type, "cannot be looked into");
			}
		}
		return finding;
	}

	private void add(@Nullable Object object) {
		// Most of what large collections hold, and nothing to look at.
		if (object != null && !(object instanceof String) && !isPlainNumber(object) && this.seen.add(object)) {
			this.pending.add(object);
		}
	}

	private static boolean isPlainNumber(Object object) {
		return object instanceof Integer || object instanceof Long || object instanceof Double;
	}

	private boolean isUsable(Class<?> type) {
		return this.known.computeIfAbsent(type, this.usable::test);
	}

	/**
	 * What can be said of a value.
	 */
	enum Verdict {

		/** All of it can be used. */
		CURRENT,

		/** Some of it is of another generation. */
		STALE,

		/** Some of it cannot be looked into, and nothing that can is stale. */
		OPAQUE

	}

	/**
	 * What was found.
	 *
	 * @param verdict what can be said of the value
	 * @param type the class that is the reason
	 * @param reason what is the matter with it, as the rest of a sentence
	 */
	record Finding(Verdict verdict, Class<?> type, String reason) {

		static final Finding CURRENT = new Finding(Verdict.CURRENT, Object.class, "");

		/**
		 * What was found, as a sentence about the value.
		 */
		String describe(Object value) {
			if (this.type == value.getClass()) {
				return "its " + this.type.getTypeName() + " " + this.reason;
			}
			return "its " + value.getClass().getTypeName() + " holds an instance of " + this.type.getTypeName()
					+ ", which " + this.reason;
		}

	}

}
