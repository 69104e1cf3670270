package dev.requeststate.servlet;

import java.util.Locale;

import dev.requeststate.context.Frame;
import dev.requeststate.context.ReadRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A part of a request that can be read by itself, as those are told of it who want to
 * know what a result was made from.
 *
 * @param kind what it is, in the words of a message
 * @param name which one of its kind, or null if there is one only
 */
record RequestPart(String kind, @Nullable String name) {

	/**
	 * Tell that the only one of its kind is read on this thread.
	 */
	static void read(String kind) {
		ReadRecorder recorder = Frame.here().recorder();
		if (recorder != null) {
			recorder.read(null, new RequestPart(kind, null));
		}
	}

	/**
	 * Tell that one of several is read on this thread.
	 */
	static void read(String kind, String name) {
		ReadRecorder recorder = Frame.here().recorder();
		if (recorder != null) {
			recorder.read(null, new RequestPart(kind, name));
		}
	}

	/**
	 * As {@link #read(String, String)}, where names are the same in any case.
	 */
	static void readInAnyCase(String kind, String name) {
		ReadRecorder recorder = Frame.here().recorder();
		if (recorder != null) {
			recorder.read(null, new RequestPart(kind, name.toLowerCase(Locale.ROOT)));
		}
	}

	@Override
	public String toString() {
		return (this.name != null) ? this.kind + " '" + this.name + "'" : "the " + this.kind;
	}

}
