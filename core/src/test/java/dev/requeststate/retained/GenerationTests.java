package dev.requeststate.retained;

import java.lang.reflect.Proxy;
import java.sql.Date;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.requeststate.retained.RestartedApplication.call;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which classes a generation can use.
 */
class GenerationTests {

	private RestartedApplication application;

	@BeforeEach
	void start() throws Exception {
		this.application = new RestartedApplication("""
				public class Main {
					static Object[] objects() {
						Supplier<Object> captures = new Main()::toString;
						return new Object[] { new Main(), new Main[0], new Main[0][0], (Supplier<Object>) () -> 1,
								captures, (Supplier<Object>) Object::new, new Object() { }, Inner.ONE,
								java.lang.reflect.Proxy.newProxyInstance(Main.class.getClassLoader(),
									new Class<?>[] { Named.class }, (proxy, method, arguments) -> null) };
					}
					enum Inner { ONE { } }
					interface Named { }
				}
				""");
	}

	@AfterEach
	void end() throws Exception {
		this.application.close();
	}

	@Test
	void theFirstHasAll() throws Exception {
		Generation initial = Generation.initial();

		assertThat(initial.isInitial()).isTrue();
		assertThat(initial.number()).isZero();
		assertThat(initial.loader()).isNull();
		assertThat(objects(this.application.mainCopy("Main"))).allMatch((object) -> initial.has(object.getClass()));
		assertThat(objects(this.application.load().loadClass("app.Main")))
			.allMatch((object) -> initial.has(object.getClass()));
	}

	@Test
	void eachHasItsOwnAndNoOthers() throws Exception {
		ClassLoader first = this.application.load();
		ClassLoader second = this.application.load();
		Generation generation = Generation.initial().next(first).next(second);

		assertThat(generation.number()).isEqualTo(2);
		assertThat(generation.loader()).isSameAs(second);
		assertThat(objects(second.loadClass("app.Main"))).allMatch((object) -> generation.has(object.getClass()));
		assertThat(objects(first.loadClass("app.Main"))).noneMatch((object) -> generation.has(object.getClass()));
		assertThat(objects(this.application.mainCopy("Main"))).hasSize(9)
			.noneMatch((object) -> generation.has(object.getClass()));
	}

	@Test
	void eachHasTheClassesOfTheJdkAndOfLibraries() throws Exception {
		Generation generation = Generation.initial().next(this.application.load());
		Supplier<Object> lambda = () -> 1;
		Supplier<Object> reference = generation::toString;
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Library.class },
				(self, method, arguments) -> null);

		assertThat(List.<Class<?>>of(int.class, int[].class, void.class, String.class, String[][].class, Date.class,
				Function.identity().getClass(), getClass(), GenerationTests[].class, lambda.getClass(),
				reference.getClass(), new Object() {
				}.getClass(), proxy.getClass(), Test.class))
			.allMatch(generation::has);
	}

	@Test
	void aClassLoaderBelowThatOfTheRestartBelongsToIt() throws Exception {
		ClassLoader first = this.application.load();
		ClassLoader second = this.application.load();
		Generation generation = Generation.initial().next(second);

		assertThat(generation.has(below(second))).isTrue();
		assertThat(generation.has(below(first))).isFalse();
	}

	@Test
	void aClassThatItsClassLoaderDoesNotFindBelongsToAnother() throws Exception {
		try (RestartedApplication other = new RestartedApplication("public class Other { }")) {
			assertThat(Generation.initial().next(this.application.load()).has(other.mainCopy("Other"))).isFalse();
		}
	}

	private static Class<?> below(ClassLoader loader) throws Exception {
		Class<?> named = loader.loadClass("app.Main$Named");
		Class<?> type = Proxy.newProxyInstance(new ClassLoader(loader) {
		}, new Class<?>[] { Runnable.class }, (proxy, method, arguments) -> null).getClass();
		assertThat(type.getClassLoader()).isNotSameAs(named.getClassLoader());
		return type;
	}

	private static Object[] objects(Class<?> main) throws Exception {
		return (Object[]) call(main, "objects");
	}

	private interface Library {

	}

}
