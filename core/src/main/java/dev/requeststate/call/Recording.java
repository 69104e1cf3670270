package dev.requeststate.call;

import java.util.Objects;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Frame;
import dev.requeststate.context.ReadRecorder;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work whose reads are recorded, with those around it: what is read in the
 * inner one is read in the outer one as well.
 */
abstract sealed class Recording implements ReadRecorder permits CallScope, CallKey {

	private final Frame caller;

	private final @Nullable ContextOrigin origin;

	private final @Nullable Recording outer;

	private final Reads reads = new Reads();

	Recording(Frame caller) {
		this.caller = Objects.requireNonNull(caller, "'caller' must not be null");
		RequestContext context = caller.requestContext();
		this.origin = (context != null) ? context.origin() : null;
		this.outer = (caller.recorder() instanceof Recording recording) ? recording : null;
	}

	/**
	 * The innermost recording on this thread, or null.
	 */
	static @Nullable Recording current() {
		return (Frame.here().recorder() instanceof Recording recording) ? recording : null;
	}

	/**
	 * What was current where this began.
	 */
	final Frame caller() {
		return this.caller;
	}

	final @Nullable Recording outer() {
		return this.outer;
	}

	final Reads reads() {
		return this.reads;
	}

	/**
	 * The computation that this is, or is a part of, or null.
	 */
	abstract @Nullable CallScope scope();

	/**
	 * Whether somebody may want to know where the part was read.
	 */
	abstract boolean wantsPlace(Object part);

	@Override
	public final void read(@Nullable ContextOrigin origin, Object part) {
		StackTraceElement place = null;
		for (Recording recording = this; recording != null; recording = recording.outer) {
			// What is read from a context of another origin was opened inside, and is
			// nobody's request.
			if ((origin == null || origin == recording.origin) && !recording.reads.contains(part)) {
				if (place == null && recording.wantsPlace(part)) {
					place = ReadPlace.find();
				}
				recording.reads.add(part, place);
			}
		}
	}

}
