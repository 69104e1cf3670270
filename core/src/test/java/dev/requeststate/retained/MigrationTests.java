package dev.requeststate.retained;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import dev.requeststate.LogCapture;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.requeststate.retained.RestartedApplication.call;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that are serialized and read again with the new classes, or dropped if that
 * fails, whatever it is that fails.
 */
class MigrationTests {

	private static final AtomicInteger keys = new AtomicInteger();

	private static final String MAIN = """
			public class Main {
				static Object old(String key) {
					return RetainedState.define(key, Object.class, Main::value, Retention.migrated()).get();
				}
				static Object migrated(String key) {
					return RetainedState.define(key, Object.class, () -> "new", Retention.migrated()).get();
				}
				static Object value() { return %s; }
			}
			""";

	private final String key = "migration." + keys.incrementAndGet();

	private RestartedApplication application;

	private LogCapture log;

	@BeforeEach
	void start() throws Exception {
		this.application = new RestartedApplication();
		this.log = new LogCapture(RetainedState.class);
	}

	@AfterEach
	void end() throws Exception {
		RetainedGeneration.report();
		this.log.close();
		this.application.close();
	}

	@Test
	void aRecordOfTheSameShapeIsMigrated() throws Exception {
		String point = "record Point(int x, Object y) implements Serializable { }";

		assertMigrated("new Point(1, new Point(2, 3))", point, point).hasToString("Point[x=1, y=Point[x=2, y=3]]");
	}

	@Test
	void containersOfTheApplicationsObjectsAreMigratedWithThem() throws Exception {
		String colour = "enum Colour { RED }";

		assertMigrated("new ArrayList<>(List.of(Map.of(Colour.RED, new Colour[] { Colour.RED }, 1, 2), Colour.class,"
				+ " int.class, new EnumMap<Colour, Integer>(Colour.class)))", colour, colour)
			.isInstanceOf(List.class);
	}

	@Test
	void aRecordWithAComponentMoreHasItsDefault() throws Exception {
		assertMigrated("new Point(1)", "record Point(int x) implements Serializable { }",
				"record Point(int x, int y, String z) implements Serializable { }")
			.hasToString("Point[x=1, y=0, z=null]");
	}

	@Test
	void aRecordWithAComponentLessForgetsIt() throws Exception {
		assertMigrated("new Point(1, 2)", "record Point(int x, int y) implements Serializable { }",
				"record Point(int y) implements Serializable { }")
			.hasToString("Point[y=2]");
	}

	@Test
	void aClassWithAVersionOfItsOwnMayChange() throws Exception {
		assertMigrated("new Cart()",
				"class Cart implements Serializable { static final long serialVersionUID = 1; int x = 1; }",
				"class Cart implements Serializable { static final long serialVersionUID = 1; int x; int y;"
						+ " public String toString() { return x + \" \" + y; } }")
			.hasToString("1 0");
	}

	@Test
	void aClassOfAnotherShapeIsDropped() throws Exception {
		assertDropped("new Cart()", "class Cart implements Serializable { int x; }",
				"class Cart implements Serializable { int x; int y; public void more() { } }")
			.contains("InvalidClassException");
	}

	@Test
	void whatIsNotSerializableIsDropped() throws Exception {
		assertDropped("new Cart()", "class Cart { }", "class Cart { }").contains("NotSerializableException: app.Cart")
			.contains("To keep it, ");
	}

	@Test
	void whatHasNoClassAnyMoreIsDroppedByTheNextDefinition() throws Exception {
		assertThat(migrate("new Cart()", "class Cart implements Serializable { }", "class Other { }")).isEqualTo("new");
		RetainedGeneration.report();
		assertThat(this.log.messages()).anyMatch((line) -> line.startsWith("Dropped retained state '" + this.key
				+ "': it is a app.Cart, and when the application started, a class was missing"));
	}

	@Test
	void aBuildThatTakesTheClassesAwayForAWhileCostsNothing() throws Exception {
		String cart = "record Cart(int items) implements Serializable { }";
		this.application.compile(MAIN.formatted("new Cart(3)"), cart);
		call(this.application.restart(), "Main", "old", this.key);
		this.application.compile("class Nothing { }");
		this.application.restart();
		this.application.restart();
		this.application.compile(MAIN.formatted("null"), cart);

		assertThat(call(this.application.restart(), "Main", "migrated", this.key)).hasToString("Cart[items=3]");
	}

	@Test
	void aConstantThatIsGoneIsDropped() throws Exception {
		assertDropped("Colour.RED", "enum Colour { RED }", "enum Colour { BLUE }").contains("RED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw new IllegalStateException(\"bad\")", "throw new AssertionError(\"bad\")",
			"readObject(in)", "throw new NoClassDefFoundError()" })
	void whatFailsWhenItIsReadIsDropped(String failure) throws Exception {
		assertDropped("new Cart()", "class Cart implements Serializable { static final long serialVersionUID = 1; }",
				"class Cart implements Serializable { static final long serialVersionUID = 1;"
						+ " private void readObject(ObjectInputStream in) { " + failure + "; } }")
			.contains("migration failed");
	}

	@Test
	void whatReadsAsNothingIsDropped() throws Exception {
		assertDropped("new Cart()", "class Cart implements Serializable { static final long serialVersionUID = 1; }",
				"class Cart implements Serializable { static final long serialVersionUID = 1;"
						+ " Object readResolve() { return null; } }")
			.contains("migration failed");
	}

	@Test
	void whatALibraryReadsFromItsOwnMemoryIsNotKeptIfItIsStale() throws Exception {
		this.application.compile(MAIN.formatted("new Cart()"), "class Cart implements Serializable { }");
		Object cart = call(this.application.restart(), "Main", "value");
		RetainedState<Object> state = RetainedState.define(this.key, Object.class, () -> "new", Retention.migrated());
		state.set(new Memory(cart));

		this.application.restart();

		assertThat(state.get()).isEqualTo("new");
		RetainedGeneration.report();
		assertThat(this.log.messages()).anyMatch((line) -> line.contains("'" + this.key + "'")
				&& line.contains("migration failed: what was read is stale: its ") && line.contains("app.Cart"));
	}

	@Test
	void aClassWhoseInitializerFailsIsDropped() throws Exception {
		assertDropped("new Cart()", "class Cart implements Serializable { static final long serialVersionUID = 1; }",
				"class Cart implements Serializable { static final long serialVersionUID = 1;"
						+ " static { if (true) throw new IllegalStateException(); } }")
			.contains("ExceptionInInitializerError");
	}

	@Test
	void aProxyOfAnInterfaceOfTheApplicationIsMigrated() throws Exception {
		String named = "public interface Named { String name(); }";
		String handler = """
				class Handler implements java.lang.reflect.InvocationHandler, Serializable {
					public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
						return "handled";
					}
				}
				""";
		assertMigrated("java.lang.reflect.Proxy.newProxyInstance(Main.class.getClassLoader(),"
				+ " new Class<?>[] { Named.class }, new Handler())", named, named, handler)
			.hasToString("handled");
	}

	@Test
	void aClassMayDefineRetainedStateWhileItIsMigrated() throws Exception {
		String cart = """
				class Cart implements Serializable {
					static final long serialVersionUID = 1;
					static final RetainedState<Object> SELF = RetainedState.define("%s", Object.class, () -> "new",
						Retention.migrated());
					static final RetainedState<Cart> OTHER = RetainedState.define("%s other", Cart.class, Cart::new,
						Retention.migrated());
					int x;
					static Object self() { return SELF.get(); }
					static Cart other() { return OTHER.get(); }
				}
				""".formatted(this.key, this.key);
		this.application.compile(MAIN.formatted("\"value\""), cart);
		ClassLoader first = this.application.restart();
		Object other = call(first, "Cart", "other");
		RetainedState.define(this.key + " library", Object.class, () -> other, Retention.migrated()).get();
		((RetainedState<?>) field(first, "Cart", "SELF")).remove();
		set(first, call(first, "Cart", "other"));

		ClassLoader second = this.application.restart();
		assertThat(call(second, "Cart", "self").getClass().getClassLoader()).isSameAs(second);
		assertThat(call(second, "Cart", "other").getClass().getClassLoader()).isSameAs(second);
		assertThat(RetainedState.define(this.key + " library", Object.class, () -> "new", Retention.migrated())
			.get()
			.getClass()
			.getClassLoader()).isSameAs(second);

		ClassLoader third = this.application.load();
		assertThat(call(third, "Cart", "self").getClass().getClassLoader()).isSameAs(third);
		assertThat(call(third, "Cart", "other").getClass().getClassLoader()).isSameAs(third);
	}

	@SuppressWarnings("unchecked")
	private static void set(ClassLoader loader, Object value) throws Exception {
		((RetainedState<Object>) field(loader, "Cart", "SELF")).set(value);
	}

	private static Object field(ClassLoader loader, String type, String name) throws Exception {
		Field field = loader.loadClass("app." + type).getDeclaredField(name);
		field.setAccessible(true);
		return field.get(null);
	}

	@Test
	void theOriginalIsClosedOnceAndTheCopyIsNot() throws Exception {
		String connection = """
				class Connection implements Serializable, AutoCloseable {
					static final AtomicInteger CLOSED = new AtomicInteger();
					static int closed() { return CLOSED.get(); }
					public void close() { CLOSED.incrementAndGet(); }
				}
				""";
		this.application.compile(MAIN.formatted("new Connection()"), connection);
		ClassLoader first = this.application.restart();
		call(first, "Main", "old", this.key);
		ClassLoader second = this.application.restart();

		assertThat(call(second, "Main", "migrated", this.key).getClass().getClassLoader()).isSameAs(second);
		assertThat(call(first, "Connection", "closed")).isEqualTo(1);
		assertThat(call(second, "Connection", "closed")).isEqualTo(0);
	}

	@Test
	void whatCanBeKeptIsNotMigrated() throws Exception {
		this.application.compile(MAIN.formatted("new ArrayList<>(List.of(1))"));
		Object value = call(this.application.restart(), "Main", "old", this.key);

		assertThat(call(this.application.restart(), "Main", "migrated", this.key)).isSameAs(value);
	}

	@Test
	void whatCannotBeLookedIntoIsMigratedAsWell() throws Exception {
		this.application.compile(MAIN.formatted("new java.util.concurrent.locks.ReentrantLock()"));
		Object value = call(this.application.restart(), "Main", "old", this.key);

		assertThat(call(this.application.restart(), "Main", "migrated", this.key)).isNotSameAs(value)
			.isInstanceOf(ReentrantLock.class);
	}

	private ObjectAssert<Object> assertMigrated(String value, String before, String after, String... more)
			throws Exception {
		Object migrated = migrate(value, before, after, more);
		ClassLoader loader = this.application.loader();
		assertThat(Inspection.of(migrated, (type) -> {
			ClassLoader restart = RestartLoaders.of(type.getClassLoader());
			return restart == null || restart == loader;
		}).verdict()).isNotEqualTo(Inspection.Verdict.STALE);
		return assertThat(migrated);
	}

	private AbstractStringAssert<?> assertDropped(String value, String before, String after) throws Exception {
		assertThat(migrate(value, before, after)).isEqualTo("new");
		RetainedGeneration.report();
		return assertThat(
				this.log.messages().stream().filter((line) -> line.contains("'" + this.key + "'")).findFirst())
			.get(InstanceOfAssertFactories.STRING)
			.startsWith("Dropped retained state ");
	}

	private Object migrate(String value, String before, String after, String... more) throws Exception {
		this.application.compile(sources(MAIN.formatted(value), before, more));
		call(this.application.restart(), "Main", "old", this.key);
		this.application.compile(sources(MAIN.formatted("null"), after, more));
		return call(this.application.restart(), "Main", "migrated", this.key);
	}

	private static String[] sources(String main, String type, String[] more) {
		String[] all = Arrays.copyOf(more, more.length + 2);
		all[more.length] = main;
		all[more.length + 1] = type;
		return all;
	}

	/**
	 * A library's value that is not made anew when it is read.
	 */
	private record Memory(Object content) implements Serializable {

		private static final Map<String, Memory> REMEMBERED = new HashMap<>();

		private Memory {
			REMEMBERED.putIfAbsent("first", this);
		}

		private Object readResolve() {
			return REMEMBERED.remove("first");
		}

	}

}
