package dev.requeststate.retained;

import dev.requeststate.LogCapture;

import static dev.requeststate.retained.RestartedApplication.call;

/**
 * Restarts an application once, and says what has become of its values.
 */
final class MigratedApplication {

	private static final String MAIN = """
			public class Main {
				static Object state(String key, Object value) {
					return RetainedState.define(key, Object.class, () -> value, Retention.migrated()).get();
				}
				static Object cart() { return new Cart(3); }
				static Object point() { return new Point(1); }
			}
			record Cart(int items) implements Serializable { }
			record Point(int x) implements Serializable { }
			""";

	private MigratedApplication() {
	}

	public static void main(String[] arguments) throws Exception {
		try (RestartedApplication application = new RestartedApplication(MAIN);
				LogCapture log = new LogCapture(RetainedState.class)) {
			ClassLoader first = application.restart();
			for (String key : new String[] { "cart", "point" }) {
				call(first, "Main", "state", key, call(first, "Main", key));
			}
			ClassLoader second = application.restart();
			for (String key : new String[] { "cart", "point" }) {
				System.out.println(key + ": " + call(second, "Main", "state", key, "new"));
			}
			RetainedGeneration.report();
			log.messages().forEach(System.out::println);
		}
	}

}
