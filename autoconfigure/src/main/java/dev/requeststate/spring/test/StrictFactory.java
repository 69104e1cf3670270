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
	 * Make the factory of the application that a test belongs to default while the test
	 * runs, unless the test itself has made another one default. Remembers whose it is:
	 * Spring may keep the application while tests run that have nothing to do with it.
	 */
	static Use use(RequestContextFactory ofApplication) {
		ofApplications.add(ofApplication);
		return isOfTheTest(RequestContextFactory.defaultFactory()) ? new Use(ofApplication, null)
				: new Use(ofApplication, ofApplication.makeDefault());
	}

	/**
	 * Use the factory that the test itself has made default; or, if it has not, the
	 * strict one, and make it default for as long.
	 */
	static Use use() {
		RequestContextFactory current = RequestContextFactory.defaultFactory();
		return isOfTheTest(current) ? new Use(current, null) : new Use(STRICT, STRICT.makeDefault());
	}

	/**
	 * The factory that is meant where no test's context is current.
	 * @throws IllegalStateException if it is that of an application, and others are kept
	 * beside it: nothing says which of them is meant
	 */
	static RequestContextFactory outsideOfTests() {
		RequestContextFactory current = RequestContextFactory.defaultFactory();
		if (ofApplications.contains(current) && applications() > 1) {
			throw new IllegalStateException("No test's context is current on thread '"
					+ Thread.currentThread().getName()
					+ "', and several applications are kept for tests: it is not known whose request contexts are "
					+ "meant. Pass the factory of the application: assertThatRequestContexts(factory).");
		}
		return current;
	}

	private static long applications() {
		synchronized (ofApplications) {
			return ofApplications.stream().filter(RequestContextFactory::isMadeDefault).count();
		}
	}

	private static boolean isOfTheTest(RequestContextFactory factory) {
		return factory != STRICT && factory.isMadeDefault() && !ofApplications.contains(factory);
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
