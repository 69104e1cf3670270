package dev.requeststate.spring.scope;

import java.lang.reflect.Proxy;

import dev.requeststate.context.MissingValueException;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Stand-ins for classes, as {@link RequestLocal#proxy} gives them.
 */
class ClassProxyProviderTests {

	private static final RequestLocal<Database> DATABASE = RequestLocal.named("database");

	private static final Database database = DATABASE.proxy(Database.class);

	@Test
	void aStaticStandInIsTheRequestsOwn() {
		RequestContext.run("first", () -> {
			DATABASE.set(new Database("one"));
			assertThat(database.name()).isEqualTo("one");
			assertThat(database).hasToString("database one");
		});
		RequestContext.run("second", () -> {
			DATABASE.set(new Database("two"));
			assertThat(database.name()).isEqualTo("two");
		});
	}

	@Test
	void errorsNameTheLocal() {
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(database::name)
			.withMessageContaining("request local 'database'");
		RequestContext.run("test",
				() -> assertThatExceptionOfType(MissingValueException.class).isThrownBy(database::name)
					.withMessageContaining("request local 'database'"));
	}

	@Test
	void isDescribedWhereThereIsNoValue() {
		assertThat(database).hasToString("stand-in for request local 'database'");
		RequestContext.run("test", () -> assertThat(database).hasToString("stand-in for request local 'database'"));
	}

	@Test
	void aTypeThatCannotHaveOneIsRefusedWithWhatToDo() {
		assertThatIllegalArgumentException().isThrownBy(() -> DATABASE.proxy(FinalDatabase.class))
			.withMessageContaining("FinalDatabase of request local 'database': it is final")
			.withMessageContaining("Use an interface instead");
		assertThatIllegalArgumentException().isThrownBy(() -> DATABASE.proxy(StringBuilder.class));
	}

	@Test
	void theClassOfALambdaIsRefusedAsWhatItIs() {
		Greeting lambda = (name) -> "hello " + name;
		assertThatIllegalArgumentException().isThrownBy(() -> DATABASE.proxy(lambda.getClass()))
			.withMessageContaining("it is a hidden class (of a lambda, for instance)")
			.withMessageContaining("Use an interface instead");
	}

	@Test
	void anInterfaceHasAGeneratedClassAsWell() {
		RequestLocal<Object> local = RequestLocal.named("greeting");
		Greeting standIn = local.proxy(Greeting.class);
		assertThat(standIn).isInstanceOf(StateProxy.class).hasToString("stand-in for request local 'greeting'");
		assertThat(Proxy.isProxyClass(standIn.getClass())).isFalse();
		RequestContext.run("test", () -> {
			local.set((Greeting) (name) -> "hello " + name);
			assertThat(standIn.greet("you")).isEqualTo("hello you");
			assertThat(standIn.greetAll()).isEqualTo("hello all");
		});
		RequestContext.run("mistaken", () -> {
			local.set("a string");
			assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> standIn.greet("you"))
				.withMessageContainingAll("request local 'greeting'", "java.lang.String", Greeting.class.getName());
		});
	}

	@Test
	void aNativeImageIsToldOfAProxyOfTheJdkAlone() {
		System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
		try {
			RequestLocal<Greeting> local = RequestLocal.named("greeting");
			Greeting standIn = local.proxy(Greeting.class);
			assertThat(Proxy.isProxyClass(standIn.getClass())).isTrue();
			assertThat(standIn.getClass().getInterfaces()).containsExactly(Greeting.class);
		}
		finally {
			System.clearProperty("org.graalvm.nativeimage.imagecode");
		}
	}

	interface Greeting {

		String greet(String name);

		default String greetAll() {
			return greet("all");
		}

	}

	static class Database {

		private final String name;

		Database(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

		@Override
		public String toString() {
			return "database " + this.name;
		}

	}

	static final class FinalDatabase {

	}

}
