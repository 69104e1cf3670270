package dev.requeststate.spring.web;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.requeststate.spring.web.Journal.Step;
import org.jspecify.annotations.Nullable;

/**
 * Judges what happened to one request.
 */
final class Verdict {

	private static final Set<String> ENDS = Set.of("bean destroyed", "destroyed", "closed");

	private Verdict() {
	}

	/**
	 * What is wrong; nothing where all is well.
	 * @param steps all that happened to the request, in order
	 * @param dispatches the dispatches it had to have, each entered and left before the
	 * next; null for a request that may have any, such as one whose client hung up
	 */
	static Set<Fault> of(List<Step> steps, @Nullable List<String> dispatches) {
		Set<Fault> faults = EnumSet.noneOf(Fault.class);
		Map<String, List<String>> contexts = steps.stream()
			.collect(Collectors.groupingBy(Step::context, Collectors.mapping(Step::event, Collectors.toList())));
		if (contexts.size() != 1) {
			faults.add(Fault.WRONG_NUMBER);
		}
		contexts.values().forEach((events) -> judgeEnds(events, faults));
		List<String> entersAndExits = new ArrayList<>();
		boolean ended = false;
		for (Step step : steps) {
			if (ENDS.contains(step.event())) {
				ended = true;
			}
			else {
				entersAndExits.add(step.event());
				if (ended) {
					faults.add(Fault.EARLY_CLOSE);
				}
			}
		}
		if (dispatches != null && !entersAndExits.equals(entersAndExits(dispatches))) {
			faults.add(Fault.WRONG_DISPATCHES);
		}
		return faults;
	}

	private static void judgeEnds(List<String> events, Set<Fault> faults) {
		for (String end : ENDS) {
			long count = events.stream().filter(end::equals).count();
			if (count == 0) {
				faults.add(Fault.LEAK);
			}
			else if (count > 1) {
				faults.add(Fault.DOUBLE_DESTROY);
			}
		}
	}

	private static List<String> entersAndExits(List<String> dispatches) {
		return dispatches.stream().flatMap((type) -> List.of("enter " + type, "exit " + type).stream()).toList();
	}

}
