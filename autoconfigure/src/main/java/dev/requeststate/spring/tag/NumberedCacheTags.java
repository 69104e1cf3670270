package dev.requeststate.spring.tag;

import java.util.Objects;
import java.util.Set;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;

/**
 * Evicts by number.
 */
final class NumberedCacheTags implements CacheTags {

	private final TagNumbers numbers;

	NumberedCacheTags(TagNumbers numbers) {
		this.numbers = Objects.requireNonNull(numbers, "'numbers' must not be null");
	}

	@Override
	public void evict(String... tags) {
		Objects.requireNonNull(tags, "'tags' must not be null");
		Set<String> valid = valid(tags);
		if (!valid.isEmpty()) {
			this.numbers.evict(valid);
		}
	}

	// By the rules of whoever gives tags; outside of the call that may be under way here,
	// whose tags these are not.
	private static Set<String> valid(String[] tags) {
		try (Binding nothing = Frame.none()) {
			return CallScope.open("eviction").tag(tags).tags();
		}
	}

}
