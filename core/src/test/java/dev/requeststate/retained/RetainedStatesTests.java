package dev.requeststate.retained;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.requeststate.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All retained values of a process, as a library sees them that is told of a map, or that
 * is not restarted itself.
 */
class RetainedStatesTests {

	private static final String MAIN = """
			public class Main implements AutoCloseable {
				static int closed;
				static Object make() { return new Main(); }
				static int closed() { return closed; }
				public void close() { closed++; }
			}
			""";

	private final RetainedStates states = new RetainedStates();

	private final ConcurrentMap<String, Object> map = new ConcurrentHashMap<>();

	private RestartedApplication application;

	@BeforeEach
	void compile() throws IOException {
		this.application = new RestartedApplication(MAIN);
	}

	@AfterEach
	void delete() throws IOException {
		this.application.close();
	}

	private <T> RetainedState<T> define(String key, Class<T> type, Supplier<T> initializer) {
		return this.states.define(Definition.of(key, type, initializer, Retention.walked()));
	}

	@Test
	void whatWasMadeBeforeTheMapWasThereIsPutIntoIt() throws Exception {
		define("states.text", String.class, () -> "text").get();

		this.states.begin(this.application.load(), this.map);

		assertThat(this.map).containsEntry("states.text", "text");
		assertThat(this.states.generation().number()).isOne();
	}

	@Test
	void whatNobodyDefinesAnyMoreIsPutIntoIt() throws Exception {
		Class<?> definer = this.application.load().loadClass("app.Main");
		this.states
			.define(new Definition<>("states.left", String.class, () -> "text", Retention.walked(), definer,
					new StackTraceElement("app.Main", "main", "Main.java", 1)))
			.get();

		this.states.begin(this.application.load(), this.map);

		assertThat(this.map).containsEntry("states.left", "text");
		assertThat(define("states.left", String.class, () -> "new").get()).isEqualTo("text");
	}

	@Test
	void aValueInTheMapTakesThePlaceOfAnotherWhichIsClosed() throws Exception {
		ClassLoader loader = this.application.load();
		this.states.begin(loader);
		AtomicInteger closed = new AtomicInteger();
		RetainedState<Object> state = define("states.object", Object.class,
				() -> (AutoCloseable) closed::incrementAndGet);
		state.get();
		this.map.put("states.object", "kept");

		this.states.begin(loader, this.map);

		assertThat(state.get()).isEqualTo("kept");
		assertThat(closed).hasValue(1);
		assertThat(this.states.counts().kept()).isOne();
	}

	@Test
	void aValueOfTheApplicationThatIsFoundInTheMapIsDroppedAndClosed() throws Exception {
		ClassLoader old = this.application.load();
		this.map.put("states.object", RestartedApplication.call(old, "Main", "make"));
		RetainedState<Object> state = define("states.object", Object.class, () -> "new");

		this.states.begin(this.application.load(), this.map);

		assertThat(this.map).doesNotContainKey("states.object");
		assertThat(state.get()).isEqualTo("new");
		assertThat(RestartedApplication.call(old, "Main", "closed")).isEqualTo(1);
	}

	@Test
	void aValueOfTheApplicationThatALibraryHasIsDroppedAndClosed() throws Exception {
		ClassLoader old = this.application.load();
		this.states.begin(old);
		RetainedState<Object> state = define("states.object", Object.class, () -> "new");
		state.set(RestartedApplication.call(old, "Main", "make"));

		this.states.begin(this.application.load());

		assertThat(state.get()).isEqualTo("new");
		assertThat(RestartedApplication.call(old, "Main", "closed")).isEqualTo(1);
	}

	@Test
	void whatIsDroppedLaterIsSaidAtOnce() throws Exception {
		this.map.put("states.object", "text");
		this.states.begin(this.application.load(), this.map);
		this.states.report();
		try (LogCapture log = new LogCapture(RetainedState.class)) {
			define("states.object", Integer.class, () -> 1);

			assertThat(log.messages()).singleElement().asString().startsWith("Dropped retained state 'states.object'");
		}
	}

}
