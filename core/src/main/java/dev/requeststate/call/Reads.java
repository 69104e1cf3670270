package dev.requeststate.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was read, each part once, in the order of the first reads. Safe for use by several
 * threads. Made to cost nothing where nothing is read.
 */
final class Reads {

	// Guarded by this object.
	private @Nullable Map<Object, RequestRead> byPart;

	synchronized boolean contains(Object part) {
		return this.byPart != null && this.byPart.containsKey(part);
	}

	synchronized void add(Object part, @Nullable StackTraceElement place) {
		if (this.byPart == null) {
			this.byPart = new LinkedHashMap<>();
		}
		this.byPart.putIfAbsent(part, new RequestRead(part, place));
	}

	synchronized List<RequestRead> list() {
		return (this.byPart != null) ? new ArrayList<>(this.byPart.values()) : List.of();
	}

}
