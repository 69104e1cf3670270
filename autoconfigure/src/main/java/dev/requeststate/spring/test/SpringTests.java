package dev.requeststate.spring.test;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The test classes whose tests get their context from Spring's TestContext framework.
 * Known from the moment at which a test instance is prepared, which is before any
 * extension's {@code beforeEach}.
 */
final class SpringTests {

	private static final Set<Class<?>> classes = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private SpringTests() {
	}

	static void add(Class<?> testClass) {
		classes.add(testClass);
	}

	static boolean contains(Class<?> testClass) {
		return classes.contains(testClass);
	}

}
