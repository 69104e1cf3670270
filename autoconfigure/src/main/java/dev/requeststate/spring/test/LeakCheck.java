package dev.requeststate.spring.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.requeststate.context.Leak;
import dev.requeststate.context.LeakKind;
import dev.requeststate.context.RequestContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which leaks a factory has found since a moment.
 */
final class LeakCheck {

	private final RequestContextFactory factory;

	private final Map<Place, Long> known;

	private LeakCheck(RequestContextFactory factory, Map<Place, Long> known) {
		this.factory = factory;
		this.known = known;
	}

	static LeakCheck fromNowOn(RequestContextFactory factory) {
		Map<Place, Long> known = new HashMap<>();
		for (Leak leak : factory.leaks().recent()) {
			known.put(Place.of(leak), leak.times());
		}
		return new LeakCheck(factory, known);
	}

	static LeakCheck sinceTheBeginning(RequestContextFactory factory) {
		return new LeakCheck(factory, Map.of());
	}

	List<Leak> found() {
		this.factory.openContexts().review();
		return this.factory.leaks()
			.recent()
			.stream()
			.filter((leak) -> leak.times() > this.known.getOrDefault(Place.of(leak), 0L))
			.toList();
	}

	/**
	 * Fail the test in which leaks were found. One that fails anyway goes on failing for
	 * its own reason.
	 * @param failure what the test has thrown, or null
	 */
	void verify(@Nullable Throwable failure) {
		List<Leak> found = found();
		if (found.isEmpty()) {
			return;
		}
		AssertionError error = error(found);
		if (failure == null) {
			throw error;
		}
		failure.addSuppressed(error);
	}

	static AssertionError error(List<Leak> leaks) {
		AssertionError error = new AssertionError(leaks.stream()
			.map((leak) -> "- " + leak.message())
			.collect(Collectors.joining("\n",
					"Found " + ((leaks.size() == 1) ? "a leak" : leaks.size() + " leaks") + " of request contexts:\n",
					"")));
		for (Leak leak : leaks) {
			Throwable opened = leak.opened();
			if (opened == null) {
				continue;
			}
			if (error.getCause() == null) {
				error.initCause(opened);
			}
			else {
				error.addSuppressed(opened);
			}
		}
		return error;
	}

	private record Place(LeakKind kind, String line) {

		static Place of(Leak leak) {
			return new Place(leak.kind(), leak.place());
		}

	}

}
