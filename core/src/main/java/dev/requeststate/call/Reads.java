package dev.requeststate.call;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was read, each part once, in the order of the first reads. Safe for use by several
 * threads. Made to cost nothing where nothing is read, and little for the handful of
 * parts that a call reads.
 */
final class Reads {

	private static final RequestRead[] NONE = {};

	// Replaced, never changed, under the lock of this object.
	private volatile RequestRead[] reads = NONE;

	boolean contains(Object part) {
		for (RequestRead read : this.reads) {
			if (read.part().equals(part)) {
				return true;
			}
		}
		return false;
	}

	synchronized void add(Object part, @Nullable StackTraceElement place) {
		if (!contains(part)) {
			RequestRead[] added = Arrays.copyOf(this.reads, this.reads.length + 1);
			added[added.length - 1] = new RequestRead(part, place);
			this.reads = added;
		}
	}

	/**
	 * What was read so far. Immutable.
	 */
	List<RequestRead> list() {
		RequestRead[] reads = this.reads;
		return (reads.length == 0) ? List.of() : List.of(reads);
	}

}
