package dev.requeststate.spring.tag;

import java.util.function.Supplier;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Frame;

/**
 * When a computation takes its number.
 */
enum Numbering {

	AT_THE_BEGINNING {

		@Override
		Computed compute(TaggedEntries entries, Object operation, Supplier<String> body) {
			CallScope call = open(operation, entries.begin(operation));
			return new Computed(call, call.call(body::get));
		}

	},

	/**
	 * Wrong on purpose: an eviction during the computation goes unnoticed.
	 */
	AT_THE_END {

		@Override
		Computed compute(TaggedEntries entries, Object operation, Supplier<String> body) {
			CallScope call = open(operation, entries.begin(operation));
			String value = call.call(body::get);
			CallScope late = open(operation, entries.begin(operation));
			late.tag(call.tags().toArray(String[]::new));
			return new Computed(late, value);
		}

	};

	abstract Computed compute(TaggedEntries entries, Object operation, Supplier<String> body);

	private static CallScope open(Object operation, long number) {
		return CallScope.open(Frame.here(), operation.toString(), null, number, (part) -> true);
	}

	record Computed(CallScope call, String value) {

	}

}
