package dev.requeststate.retained;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.requeststate.LogCapture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.requeststate.retained.RestartedApplication.call;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A library that is restarted with the application, and the map that outlives both.
 */
class SurvivorsTests {

	private static final String MAIN = """
			public class Main {
				static final RetainedState<AtomicLong> VISITS =
					RetainedState.define("survivors.visits", AtomicLong.class, AtomicLong::new);
				static final RetainedState<List> THINGS =
					RetainedState.define("survivors.things", List.class, ArrayList::new);
				static final RetainedState<Object> OBJECT =
					RetainedState.define("survivors.object", Object.class, () -> "made");
				static long visit() { return VISITS.get().incrementAndGet(); }
				static List things() { return THINGS.get(); }
				static Object thing() { return new Thing(); }
				static Object object() { return OBJECT.get(); }
				static void set(Object object) { OBJECT.set(object); }
				static Object remove() { return OBJECT.remove(); }
				static void begin(ConcurrentMap<String, Object> map) {
					RetainedGeneration.begin(Main.class.getClassLoader(), map);
					RetainedGeneration.report();
				}
				static Object library() { return RetainedState.class.getClassLoader(); }
			}
			class Thing { }
			enum Colour { RED }
			""";

	private final ConcurrentMap<String, Object> map = new ConcurrentHashMap<>();

	private RestartedApplication application;

	private LogCapture log;

	@BeforeEach
	void start() throws Exception {
		this.application = new RestartedApplication(MAIN);
		this.log = new LogCapture(RetainedState.class);
	}

	@AfterEach
	void end() throws Exception {
		this.log.close();
		this.application.close();
	}

	@Test
	void theLibraryIsReallyRestarted() throws Exception {
		ClassLoader first = restart();

		assertThat(call(first, "Main", "library")).isSameAs(first);
	}

	@Test
	void valuesOfTheJdkSurvive() throws Exception {
		ClassLoader first = restart();
		assertThat(call(first, "Main", "visit")).isEqualTo(1L);
		call(first, "Main", "set", List.of("text"));

		ClassLoader second = restart();
		assertThat(call(second, "Main", "visit")).isEqualTo(2L);
		assertThat(call(second, "Main", "object")).isEqualTo(List.of("text"));

		ClassLoader third = restart();
		assertThat(call(third, "Main", "visit")).isEqualTo(3L);
	}

	@Test
	void valuesThatNobodyClaimsSurvive() throws Exception {
		this.map.put("survivors.unclaimed", new AtomicLong(3));
		restart();
		restart();

		assertThat(this.map).containsKey("survivors.unclaimed");
	}

	@Test
	void valuesMadeBeforeTheLibraryIsToldOfTheMapAreReplaced() throws Exception {
		ClassLoader first = restart();
		call(first, "Main", "visit");
		ClassLoader second = load();
		assertThat(call(second, "Main", "visit")).isEqualTo(1L);
		call(second, "Main", "begin", this.map);

		assertThat(call(second, "Main", "visit")).isEqualTo(2L);
		assertThat(((AtomicLong) this.map.get("survivors.visits")).get()).isEqualTo(2);
	}

	@Test
	void theApplicationsObjectsDoNot() throws Exception {
		ClassLoader first = restart();
		call(first, "Main", "set", "kept");
		call(first, "Main", "set", call(first, "Main", "thing"));
		assertThat(this.map).doesNotContainKey("survivors.object");
		things(first).add(call(first, "Main", "thing"));
		assertThat(this.map).containsKey("survivors.things");

		ClassLoader second = restart();
		assertThat(call(second, "Main", "object")).isEqualTo("made");
		assertThat(things(second)).isEmpty();
		assertThat(this.log.messages()).anyMatch(
				(line) -> line.startsWith("Dropped retained state 'survivors.things'") && line.contains("app.Thing"));
	}

	@Test
	void anEnumOfTheApplicationDoesNotThoughAnyOtherDoes() throws Exception {
		Object colour = this.application.load().loadClass("app.Colour").getEnumConstants()[0];
		Survivors survivors = new Survivors(this.map);
		survivors.mirror("survivors.mirrored", Thread.State.NEW);
		assertThat(this.map).containsEntry("survivors.mirrored", Thread.State.NEW);

		survivors.mirror("survivors.mirrored", colour);
		assertThat(this.map).doesNotContainKey("survivors.mirrored");
	}

	@Test
	void whatIsTakenOutDoesNot() throws Exception {
		ClassLoader first = restart();
		call(first, "Main", "set", "kept");
		assertThat(this.map).containsEntry("survivors.object", "kept");
		call(first, "Main", "remove");

		assertThat(this.map).doesNotContainKey("survivors.object");
	}

	@Test
	void whatTheOldCopyWritesLateDoesNotReachTheMap() throws Exception {
		ClassLoader first = restart();
		call(first, "Main", "set", "kept");
		ClassLoader second = restart();

		call(first, "Main", "set", "late");
		call(first, "Main", "remove");

		assertThat(this.map).containsEntry("survivors.object", "kept");
		assertThat(call(second, "Main", "object")).isEqualTo("kept");
	}

	@Test
	void whatCannotSurviveIsClosed() throws Exception {
		AtomicInteger closed = new AtomicInteger();
		this.map.put("survivors.closeable", (AutoCloseable) closed::incrementAndGet);

		restart();

		assertThat(closed).hasValue(1);
		assertThat(this.map).doesNotContainKey("survivors.closeable");
	}

	@Test
	void nothingOfTheOldApplicationIsPinned() throws Exception {
		List<WeakReference<ClassLoader>> discarded = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ClassLoader loader = restart();
			call(loader, "Main", "visit");
			call(loader, "Main", "set", call(loader, "Main", "thing"));
			things(loader).add(call(loader, "Main", "thing"));
			discarded.add(new WeakReference<>(loader));
		}
		restart();

		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			System.gc();
			assertThat(discarded).allMatch((loader) -> loader.get() == null);
		});
		assertThat(this.map).containsKey("survivors.visits");
	}

	@SuppressWarnings("unchecked")
	private static List<Object> things(ClassLoader loader) throws Exception {
		return (List<Object>) call(loader, "Main", "things");
	}

	private ClassLoader restart() throws Exception {
		ClassLoader loader = load();
		call(loader, "Main", "begin", this.map);
		return loader;
	}

	private ClassLoader load() throws Exception {
		ClassLoader loader = this.application
			.load(new URL[] { RestartedApplication.location(RetainedState.class).toUri().toURL() });
		this.application.forget();
		return loader;
	}

}
