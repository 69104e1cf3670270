package dev.requeststate.context;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Values that differ from the request's own for a block:
 *
 * <pre class="code">
 * RequestContext.current().with(USER, admin).with(LOCALE, english).run(() -&gt; ...);
 * </pre>
 *
 * Immutable; may be run several times, on any thread of the request, and every run has a
 * derived context of its own. A value whose local declares a destroyer is destroyed at
 * the end of every run, and at once where a later one for the same local takes its place.
 */
public final class ContextOverrides {

	private final SlotContext parent;

	private final @Nullable ContextOverrides outer;

	private final RequestLocal<?> local;

	private final Object value;

	<T> ContextOverrides(SlotContext parent, @Nullable ContextOverrides outer, RequestLocal<T> local, T value) {
		this.parent = parent;
		this.outer = outer;
		this.local = Objects.requireNonNull(local, "'local' must not be null");
		this.value = Objects.requireNonNull(value, "'value' must not be null");
	}

	/**
	 * Override one more value. The last one given for a local is the one that counts.
	 * @param <T> the type of the value
	 * @param local the local to override
	 * @param value its value inside the block
	 */
	public <T> ContextOverrides with(RequestLocal<T> local, T value) {
		return new ContextOverrides(this.parent, this, local, value);
	}

	/**
	 * Run work with these values.
	 * @param work the work
	 * @throws RequestContextClosedException if the context is closed
	 */
	public void run(Runnable work) {
		call(() -> {
			work.run();
			return null;
		});
	}

	/**
	 * Run work with these values.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param work the work
	 * @return what the work returned
	 * @throws X what the work threw
	 * @throws RequestContextClosedException if the context is closed
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> work) throws X {
		DerivedContext derived = new DerivedContext(this.parent);
		try {
			override(derived);
			return NextFrame.call(derived, work);
		}
		finally {
			derived.release();
		}
	}

	private void override(DerivedContext derived) {
		if (this.outer != null) {
			this.outer.override(derived);
		}
		derived.override(this.local, this.value);
	}

}
