package dev.requeststate.call;

import java.util.function.Consumer;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.ReadRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Work that one call has given away, run in the middle of another.
 */
final class JoinedRecording extends Recording {

	private final Recording own;

	private final Recording around;

	JoinedRecording(Recording own, Recording around) {
		this.own = own;
		this.around = around;
	}

	@Override
	@Nullable CallScope scope() {
		CallScope scope = this.own.scope();
		return (scope != null) ? scope : this.around.scope();
	}

	@Override
	void forEachScope(Consumer<CallScope> action) {
		this.own.forEachScope(action);
		this.around.forEachScope(action);
	}

	@Override
	boolean tells(ReadRecorder other) {
		return other == this || this.own.tells(other) || this.around.tells(other);
	}

	@Override
	@Nullable StackTraceElement record(@Nullable ContextOrigin origin, Object part, @Nullable StackTraceElement place) {
		return this.around.record(origin, part, this.own.record(origin, part, place));
	}

}
