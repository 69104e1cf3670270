package dev.requeststate.call;

import java.util.function.Consumer;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Frame;
import dev.requeststate.context.ReadRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work whose reads are recorded, with those around it: what is read in the
 * inner one is read in the outer one as well.
 */
abstract sealed class Recording implements ReadRecorder permits RecordedWork, JoinedRecording {

	/**
	 * The innermost recording on this thread, or null.
	 */
	static @Nullable Recording current() {
		return of(Frame.here());
	}

	/**
	 * The innermost recording of a frame, or null.
	 */
	static @Nullable Recording of(Frame frame) {
		return (frame.recorder() instanceof Recording recording) ? recording : null;
	}

	/**
	 * The computation that this is, or is a part of, or null.
	 */
	abstract @Nullable CallScope scope();

	/**
	 * Do something with each computation that this is, or is a part of.
	 */
	abstract void forEachScope(Consumer<CallScope> action);

	/**
	 * Whether what is told to this one is told to another one.
	 */
	abstract boolean tells(ReadRecorder other);

	/**
	 * Record a read.
	 * @param place where it was read, if that is known already
	 * @return where it was read, if that is known now
	 */
	abstract @Nullable StackTraceElement record(@Nullable ContextOrigin origin, Object part,
			@Nullable StackTraceElement place);

	@Override
	public final void read(@Nullable ContextOrigin origin, Object part) {
		record(origin, part, null);
	}

	@Override
	public final ReadRecorder join(ReadRecorder other) {
		if (tells(other)) {
			return this;
		}
		// There is no other kind.
		Recording recording = (Recording) other;
		return recording.tells(this) ? recording : new JoinedRecording(this, recording);
	}

}
