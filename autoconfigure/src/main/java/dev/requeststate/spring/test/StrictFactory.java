package dev.requeststate.spring.test;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.RequestContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The factory of tests that are no tests of Spring. It looks for leaks in every context.
 */
final class StrictFactory {

	private static final RequestContextFactory STRICT = RequestContextFactory.builder()
		.leakDetection(LeakDetection.STRICT)
		.build();

	private static final Set<RequestContextFactory> ofApplications = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private StrictFactory() {
	}

	/**
	 * Remember that a factory belongs to an application that Spring's TestContext
	 * framework has started. Such an application may be kept while tests run that have
	 * nothing to do with it.
	 */
	static void belongsToApplication(RequestContextFactory factory) {
		ofApplications.add(factory);
	}

	/**
	 * Use the factory that the test itself has made default; or, if it has not, the
	 * strict one, and make it default for as long.
	 */
	static Use use() {
		RequestContextFactory current = RequestContextFactory.defaultFactory();
		boolean ofTheTest = current != STRICT && current.isMadeDefault() && !ofApplications.contains(current);
		return ofTheTest ? new Use(current, null) : new Use(STRICT, STRICT.makeDefault());
	}

	/**
	 * The use of a factory in one test.
	 *
	 * @param factory the factory
	 * @param registration what makes it default, or null if something else does
	 */
	record Use(RequestContextFactory factory,
			RequestContextFactory.@Nullable Registration registration) implements AutoCloseable {

		@Override
		public void close() {
			if (this.registration != null) {
				this.registration.close();
			}
		}

	}

}
