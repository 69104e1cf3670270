package dev.requeststate.context;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a library notes on a request context for people who look at it, such as the
 * identity of its trace.
 * <p>
 * Written and read by whoever has the context in hand: it need not be current, and is not
 * made current, so nobody is told. A note ends with its context. It is no value of the
 * request: it is in no list of these, nothing destroys it, and a cached call may not
 * depend on it. Safe for use by several threads. Usually held in a static final field.
 *
 * @param <T> the type of the note, best an immutable one
 */
public final class ContextNote<T> {

	static final String KIND = "context note";

	private final RequestLocal<T> local;

	private ContextNote(String name) {
		this.local = RequestLocal.ofKind(KIND, name, CacheRole.HARMLESS);
	}

	/**
	 * A note of a name.
	 * @param <T> the type of the note
	 * @param name its name, for people
	 */
	public static <T> ContextNote<T> named(String name) {
		return new ContextNote<>(name);
	}

	/**
	 * Note something on the request of a context, in the place of what was noted before.
	 * @param context the context
	 * @param note the note
	 * @throws RequestContextClosedException if the context is not open any more
	 */
	public void set(RequestContext context, T note) {
		Objects.requireNonNull(note, "'note' must not be null");
		root(context).put(this.local, note);
	}

	/**
	 * What is noted on the request of a context, or null if nothing is, or it is closed.
	 * @param context the context
	 */
	public @Nullable T get(RequestContext context) {
		return this.local.getIfPresentIn(root(context));
	}

	private static RootContext root(RequestContext context) {
		Objects.requireNonNull(context, "'context' must not be null");
		return ((SlotContext) context).root();
	}

	@Override
	public String toString() {
		return this.local.toString();
	}

}
