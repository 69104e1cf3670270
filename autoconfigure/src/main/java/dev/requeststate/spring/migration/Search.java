package dev.requeststate.spring.migration;

import java.util.stream.Stream;

/**
 * Looks for one kind of change.
 */
@FunctionalInterface
interface Search {

	/**
	 * Search the classes of an application.
	 * @param beans its request-scoped beans, and its classes
	 * @return for each place that changes a line that says which one it is
	 */
	Stream<String> in(RequestScopedBeans beans);

}
