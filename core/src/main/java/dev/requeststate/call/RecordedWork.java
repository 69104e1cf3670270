package dev.requeststate.call;

import java.util.Objects;
import java.util.function.Consumer;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Frame;
import dev.requeststate.context.ReadRecorder;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work with a record of its own.
 */
abstract sealed class RecordedWork extends Recording permits CallScope, CallKey {

	private final Frame caller;

	private final @Nullable ContextOrigin origin;

	private final @Nullable Recording outer;

	private final Reads reads = new Reads();

	RecordedWork(Frame caller) {
		this.caller = Objects.requireNonNull(caller, "'caller' must not be null");
		this.origin = origin(caller);
		this.outer = Recording.of(caller);
	}

	/**
	 * What was current where this began.
	 */
	final Frame caller() {
		return this.caller;
	}

	private static @Nullable ContextOrigin origin(Frame frame) {
		RequestContext context = frame.requestContext();
		return (context != null) ? context.origin() : null;
	}

	/**
	 * The computation that this is made for, or null.
	 */
	final @Nullable CallScope outerScope() {
		return (this.outer != null) ? this.outer.scope() : null;
	}

	/**
	 * Do something with each computation around this one.
	 */
	final void forEachOuterScope(Consumer<CallScope> action) {
		if (this.outer != null) {
			this.outer.forEachScope(action);
		}
	}

	final Reads reads() {
		return this.reads;
	}

	/**
	 * Whether somebody may want to know where the part was read.
	 */
	abstract boolean wantsPlace(Object part);

	@Override
	final boolean tells(ReadRecorder other) {
		return other == this || (this.outer != null && this.outer.tells(other));
	}

	@Override
	final @Nullable StackTraceElement record(@Nullable ContextOrigin origin, Object part,
			@Nullable StackTraceElement known) {
		StackTraceElement place = known;
		// What is read from a context of another origin was opened inside, and is
		// nobody's request.
		if ((origin == null || origin == this.origin) && !this.reads.contains(part)) {
			if (place == null && wantsPlace(part)) {
				place = ReadPlace.find();
			}
			this.reads.add(part, place);
		}
		return (this.outer != null) ? this.outer.record(origin, part, place) : place;
	}

}
