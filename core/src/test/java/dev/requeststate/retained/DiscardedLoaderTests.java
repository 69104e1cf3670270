package dev.requeststate.retained;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.requeststate.retained.RestartedApplication.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A discarded application's class loader leaves memory.
 */
class DiscardedLoaderTests {

	private static final String MAIN = """
			public class Main {
				static final RetainedState<AtomicLong> KEPT =
					RetainedState.define("loader.kept", AtomicLong.class, AtomicLong::new);
				static final RetainedState<List> DROPPED =
					RetainedState.define("loader.dropped", List.class, () -> new ArrayList<>(List.of(new Thing())));
				static final RetainedState<Thing> MIGRATED =
					RetainedState.define("loader.migrated", Thing.class, Thing::new, Retention.migrated());
				static final RetainedState<Thing> FAILS =
					RetainedState.define("loader.fails", Thing.class, () -> new Fails(), Retention.migrated());
				static final RetainedState<Object> OPAQUE =
					RetainedState.define("loader.opaque", Object.class, () -> new ThreadLocal<>(),
						Retention.opaque("is empty"));
				static final RetainedState<Object> NEVER_MADE =
					RetainedState.define("loader.never made", Object.class, () -> new Thing());
				static Thing use() {
					KEPT.get().incrementAndGet();
					DROPPED.get();
					FAILS.get();
					OPAQUE.get();
					return MIGRATED.get();
				}
				static RetainedState<?> state() { return MIGRATED; }
				static Object synchronizedMap() {
					return Collections.synchronizedMap(new LinkedHashMap<Object, Object>() {
						protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) { return false; }
					});
				}
			}
			class Thing implements Serializable {
				private static final long serialVersionUID = 1;
			}
			class Fails extends Thing implements AutoCloseable {
				Object lock = new Thread();
				public void close() { throw new IllegalStateException("is not closed"); }
			}
			""";

	private static final AtomicInteger keys = new AtomicInteger();

	private final String key = "loader." + keys.incrementAndGet();

	private RestartedApplication application;

	@BeforeEach
	void start() throws Exception {
		this.application = new RestartedApplication(MAIN);
	}

	@AfterEach
	void end() throws Exception {
		RetainedGeneration.report();
		this.application.close();
	}

	@Test
	void goesWhateverBecameOfItsValues() throws Exception {
		RetainedState<Object> library = RetainedState.define(this.key, Object.class, () -> "made");
		RetainedState<Object> migrated = RetainedState.define(this.key + " migrated", Object.class, () -> "made",
				Retention.migrated());
		List<WeakReference<ClassLoader>> discarded = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			discarded.add(new WeakReference<>(run(library, migrated)));
		}
		ClassLoader last = restart();
		RetainedGeneration.report();

		awaitGone(discarded);
		assertThat(migrated.get().getClass().getClassLoader()).isSameAs(last);
	}

	private ClassLoader run(RetainedState<Object> library, RetainedState<Object> migrated) throws Exception {
		ClassLoader loader = restart();
		Object thing = call(loader, "Main", "use");
		library.set(List.of(thing, call(loader, "Main", "synchronizedMap")));
		migrated.set(thing);
		return loader;
	}

	@Test
	void goesAfterItsLateThreadsHaveBeenRefused() throws Exception {
		RetainedState<Object> library = RetainedState.define(this.key, Object.class, () -> "made");

		awaitGone(List.of(refused(library)));
	}

	private WeakReference<ClassLoader> refused(RetainedState<Object> library) throws Exception {
		ClassLoader loader = restart();
		Object thing = call(loader, "Main", "use");
		RetainedState<?> state = (RetainedState<?>) call(loader, "Main", "state");
		restart();
		assertThatExceptionOfType(StaleStateException.class).isThrownBy(state::get);
		assertThatExceptionOfType(StaleStateException.class).isThrownBy(() -> library.set(thing));
		return new WeakReference<>(loader);
	}

	@Test
	void staysIfItIsPinned() throws Exception {
		RetainedState<Object> opaque = RetainedState.define(this.key, Object.class, () -> "made",
				Retention.opaque("holds a thing on purpose"));
		WeakReference<ClassLoader> pinned = pin(opaque);

		assertThatExceptionOfType(ConditionTimeoutException.class)
			.isThrownBy(() -> awaitGone(List.of(pinned), Duration.ofSeconds(2)));
		opaque.remove();
		awaitGone(List.of(pinned));
	}

	private WeakReference<ClassLoader> pin(RetainedState<Object> opaque) throws Exception {
		ClassLoader loader = restart();
		opaque.set(List.of(call(loader, "Main", "use")));
		restart();
		return new WeakReference<>(loader);
	}

	private ClassLoader restart() throws Exception {
		ClassLoader loader = this.application.restart();
		RetainedGeneration.report();
		this.application.forget();
		return loader;
	}

	private static void awaitGone(List<WeakReference<ClassLoader>> loaders) {
		awaitGone(loaders, Duration.ofSeconds(30));
	}

	private static void awaitGone(List<WeakReference<ClassLoader>> loaders, Duration patience) {
		Awaitility.await().atMost(patience).untilAsserted(() -> {
			System.gc();
			// What the JDK's serialization knew of a class that was in use waits in its
			// queues for the next value that is written and read.
			WrittenValue.of(1).read(DiscardedLoaderTests.class.getClassLoader());
			assertThat(loaders).allMatch((loader) -> loader.get() == null);
		});
	}

}
