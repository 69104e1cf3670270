package dev.requeststate.context;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link RequestLocal#proxy}: stand-ins for interfaces.
 */
class RequestLocalProxyTests {

	private static final RequestLocal<Db> DB = RequestLocal.named("db");

	private static final Db db = DB.proxy(Db.class);

	@Test
	void eachCallGoesToTheValueOfTheRequestThatIsCurrentThen() {
		RequestContext.run("one", () -> {
			DB.set(new Db.Named("first"));
			assertThat(db.name()).isEqualTo("first");
			RequestContext.run("two", () -> {
				DB.set(new Db.Named("second"));
				assertThat(db.name()).isEqualTo("second");
				assertThat(db.greeting("hello")).isEqualTo("hello from second");
			});
			assertThat(db.name()).isEqualTo("first");
		});
	}

	@Test
	void theInitialValueIsMadeAtTheFirstCall() {
		RequestLocal<Db> local = RequestLocal.withInitial("db", () -> new Db.Named("made"));
		Db proxy = local.proxy(Db.class);
		RequestContext.run("request", () -> {
			assertThat(local.getIfPresent()).isNull();
			assertThat(proxy.name()).isEqualTo("made");
			assertThat(local.getIfPresent()).isNotNull();
		});
	}

	@Test
	void aStandInIsEqualToItselfAloneWithOrWithoutARequest() {
		Db other = DB.proxy(Db.class);
		Map<Db, String> map = new HashMap<>(Map.of(db, "kept"));
		assertThat(db.equals(db)).isTrue();
		assertThat(db.equals(other)).isFalse();
		assertThat(db.equals(null)).isFalse();
		int hash = db.hashCode();
		RequestContext.run("request", () -> {
			DB.set(new Db.Named("value"));
			assertThat(db.equals(DB.get())).isFalse();
			assertThat(db.hashCode()).isEqualTo(hash);
			assertThat(map).containsEntry(db, "kept");
		});
	}

	@Test
	void itsStringIsTheValuesWhereThereIsOneAndNeverAnError() {
		assertThat(db).hasToString("stand-in for request local 'db'");
		RequestContext.run("request", () -> {
			assertThat(db).hasToString("stand-in for request local 'db'");
			DB.set(new Db.Named("value"));
			assertThat(db).hasToString("Named[name=value]");
		});
		try (Lease lease = RequestContextFactory.builder().build().open(() -> "closed"); Binding left = lease.bind()) {
			lease.close();
			assertThat(db).hasToString("stand-in for request local 'db'");
		}
	}

	@Test
	void exceptionsComeOutAsTheyWereThrown() {
		RequestContext.run("request", () -> {
			DB.set(new Db.Named("value"));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> db.fail(new IOException("disk")))
				.withMessage("disk");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> db.fail(new AssertionError("error")));
		});
	}

	@Test
	void withoutARequestOrAValueThereIsTheLocalsOwnError() {
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(db::name)
			.withMessageContaining("request local 'db'");
		RequestContext.run("request", () -> assertThatExceptionOfType(MissingValueException.class).isThrownBy(db::name)
			.withMessageContaining("request local 'db'"));
	}

	@Test
	void anInterfaceOfTheJdkAndAPublicOneNeedNothingMore() throws Exception {
		RequestLocal<List<String>> words = RequestLocal.withInitial("words", () -> List.of("a", "b"));
		List<?> proxy = words.proxy(List.class);
		RequestLocal<Callable<String>> call = RequestLocal.withInitial("call", () -> () -> "called");
		Callable<?> callProxy = call.proxy(Callable.class);
		assertThat(RequestContext.<Object, Exception>call("request", callProxy::call)).isEqualTo("called");
		RequestContext.run("request", () -> assertThat(proxy.size()).isEqualTo(2));
	}

	// What is not public there is of another package than the library's, however that is
	// called.
	@Test
	void aPackagePrivateInterfaceOfAnotherClassLoaderNeedsNothingMore() throws Exception {
		ClassLoader application = new ApplicationClassLoader();
		Class<?> type = application.loadClass(Db.class.getName());
		Method name = type.getMethod("name");
		name.setAccessible(true);
		Constructor<?> named = application.loadClass(Db.Named.class.getName()).getDeclaredConstructor(String.class);
		named.setAccessible(true);
		Object value = named.newInstance("value");
		Object standIn = RequestLocal.withInitial("db", () -> value).proxy(type);
		assertThat(RequestContext.<Object, Exception>call("request", () -> name.invoke(standIn))).isEqualTo("value");
	}

	@Test
	void aValueOfAnotherTypeIsAnErrorThatNamesBoth() {
		RequestLocal<Object> local = RequestLocal.named("thing");
		Db proxy = local.proxy(Db.class);
		RequestContext.run("request", () -> {
			local.set("a string");
			assertThatExceptionOfType(ClassCastException.class).isThrownBy(proxy::name)
				.withMessageContainingAll("request local 'thing'", "java.lang.String", Db.class.getName());
		});
	}

	@Test
	void aSealedInterfaceIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DB.proxy(Sealed.class))
			.withMessageContainingAll("sealed interface", Sealed.class.getName(), "request local 'db'",
					"an interface that is not sealed");
	}

	@Test
	void aClassNeedsTheSpringModuleAndTheErrorNamesIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> DB.proxy(Db.Named.class))
			.withMessageContainingAll(Db.Named.class.getName(), "request local 'db'",
					"request-state-spring-boot-autoconfigure", "or use an interface");
	}

	/**
	 * Package-private on purpose.
	 */
	interface Db {

		String name();

		void fail(Throwable failure) throws IOException;

		default String greeting(String word) {
			return word + " from " + name();
		}

		record Named(String name) implements Db {

			@Override
			public void fail(Throwable failure) throws IOException {
				if (failure instanceof IOException io) {
					throw io;
				}
				throw (Error) failure;
			}

		}

	}

	sealed interface Sealed {

		record Only() implements Sealed {
		}

	}

	/**
	 * Has the interface and its value as an application's loader has its own.
	 */
	private static final class ApplicationClassLoader extends ClassLoader {

		ApplicationClassLoader() {
			super(Db.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(Db.class.getName())) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream file = Objects
				.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"))) {
				byte[] bytes = file.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
