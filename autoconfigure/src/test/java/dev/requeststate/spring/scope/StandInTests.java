package dev.requeststate.spring.scope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import jakarta.servlet.http.HttpSessionBindingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cglib.proxy.UndeclaredThrowableException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a stand-in is, and which methods it passes on.
 */
@ExtendWith(OutputCaptureExtension.class)
class StandInTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RequestStateScopeConfiguration.class, Beans.class);

	@Test
	void publicProtectedAndPackagePrivateMethodsReachTheTarget() {
		this.runner.run((context) -> {
			Visibilities standIn = context.getBean(Visibilities.class);
			RequestContext.run("test", () -> {
				assertThat(standIn.publicMethod()).isEqualTo("public field");
				assertThat(standIn.protectedMethod()).isEqualTo("protected field");
				assertThat(standIn.packagePrivateMethod()).isEqualTo("package-private field");
			});
		});
	}

	@Test
	void whatAProtectedMethodThrowsIsThrownAsItIs() {
		this.runner.run((context) -> {
			Visibilities standIn = context.getBean(Visibilities.class);
			RequestContext.run("test",
					() -> assertThatExceptionOfType(IOException.class).isThrownBy(standIn::failingProtectedMethod)
						.withMessage("protected failure"));
		});
	}

	@Test
	void aCheckedExceptionThatAProtectedMethodDoesNotDeclareIsWrapped() {
		this.runner.run((context) -> {
			Visibilities standIn = context.getBean(Visibilities.class);
			RequestContext.run("test",
					() -> assertThatExceptionOfType(UndeclaredThrowableException.class)
						.isThrownBy(standIn::sneakyProtectedMethod)
						.withCauseInstanceOf(IOException.class));
		});
	}

	@Test
	void methodsThatCannotReachTheTargetAreWarnedAboutAtStartUp(CapturedOutput output) {
		this.runner
			.withBean(WithFinalMethod.class, () -> new WithFinalMethod("value"),
					(definition) -> definition.setScope("request-state"))
			.run((context) -> {
				WithFinalMethod standIn = context.getBean(WithFinalMethod.class);
				assertThat(standIn.finalMethod()).isNull();
				assertThat(output).contains("cannot pass on calls of [StandInTests.WithFinalMethod.finalMethod]");
			});
	}

	@Test
	void methodsThatNobodyCallsOnAStandInAreNotWarnedAbout(CapturedOutput output) {
		this.runner.withBean(WithHelpers.class, WithHelpers::new, (definition) -> definition.setScope("request-state"))
			.run((context) -> {
				RequestContext.run("test", () -> assertThat(context.getBean(WithHelpers.class).value())
					.isEqualTo("static private lambda"));
				assertThat(output).doesNotContain("WithHelpers.");
			});
	}

	@Test
	void aProtectedMethodOfTheJdkIsOutOfReachAndTheErrorSaysWhatToDo() {
		this.runner.withBean("copied", Copied.class, Copied::new, (definition) -> definition.setScope("request-state"))
			.run((context) -> {
				Copied standIn = context.getBean(Copied.class);
				RequestContext.run("test",
						() -> assertThatIllegalStateException().isThrownBy(() -> Copied.copyOf(standIn))
							.withMessageContaining("The stand-in for bean 'copied' cannot reach")
							.withMessageContaining("java.lang.Object.clone()")
							.withMessageContaining("override it as public"));
			});
	}

	@Test
	void privateConstructorsAndAbstractClassesAndPrivateClassesAreNoObstacle() {
		this.runner.run((context) -> RequestContext.run("test", () -> {
			assertThat(context.getBean(PrivatelyConstructed.class).value()).isEqualTo("private");
			assertThat(context.getBean(Abstract.class).value()).isEqualTo("abstract");
			assertThat(context.getBean(PrivateClass.class).value()).isEqualTo("private class");
			assertThat(context.getBean(PackagePrivate.class).value()).isEqualTo("package-private interface");
		}));
	}

	@Test
	void noConstructorRunsForTheStandIn() {
		CountedConstruction.constructed = 0;
		this.runner.run((context) -> {
			assertThat(CountedConstruction.constructed).isZero();
			RequestContext.run("test", () -> context.getBean(CountedConstruction.class).touch());
			assertThat(CountedConstruction.constructed).isOne();
		});
	}

	@Test
	void isEqualToItselfOnlyInAndOutsideOfRequests() {
		this.runner.run((context) -> {
			for (Object standIn : new Object[] { context.getBean(AlwaysEqual.class), context.getBean("jdk") }) {
				Set<Object> set = new HashSet<>(Set.of(standIn));
				assertThat(set.contains(standIn)).isTrue();
				assertThat(standIn.equals(null)).isFalse();
				RequestContext.run("test", () -> {
					assertThat(standIn.equals(standIn)).isTrue();
					assertThat(set.contains(standIn)).isTrue();
					assertThat(standIn.equals(((StateProxy) standIn).requestStateTarget())).isFalse();
				});
			}
		});
	}

	@Test
	void anOverloadOfEqualsIsNotTakenForIt() {
		this.runner.run((context) -> RequestContext.run("test",
				() -> assertThat(context.getBean(AlwaysEqual.class).equals("x", "y")).isEqualTo("x=y")));
	}

	@Test
	void isDescribedByItsTargetAndOutsideOfARequestByItself() {
		this.runner.run((context) -> {
			AlwaysEqual standIn = context.getBean(AlwaysEqual.class);
			assertThat(standIn).hasToString("stand-in for bean 'alwaysEqual'");
			assertThat(context.getBean("jdk")).hasToString("stand-in for bean 'jdk'");
			RequestContext.run("test", () -> {
				assertThat(standIn).hasToString("the target");
				assertThat(context.getBean("jdk")).hasToString("{}");
			});
		});
	}

	@Test
	void handsOutItsTarget() {
		this.runner.run((context) -> {
			AlwaysEqual standIn = context.getBean(AlwaysEqual.class);
			RequestContext.run("test", () -> {
				Object target = ((StateProxy) standIn).requestStateTarget();
				assertThat(target.getClass()).isEqualTo(AlwaysEqual.class);
				assertThat(((StateProxy) standIn).requestStateTarget()).isSameAs(target);
				assertThat(context.getBean("scopedTarget.alwaysEqual")).isSameAs(target);
			});
			assertThatExceptionOfType(NoRequestContextException.class)
				.isThrownBy(() -> ((StateProxy) standIn).requestStateTarget())
				.withMessageContaining("bean 'alwaysEqual'");
		});
	}

	@Test
	void isMarkedSoThatNoAspectAppliesToIt() {
		this.runner.run((context) -> {
			assertThat(context.getBean(AlwaysEqual.class)).isInstanceOf(AopInfrastructureBean.class);
			assertThat(context.getBean("jdk")).isInstanceOf(AopInfrastructureBean.class);
		});
	}

	@Test
	void hasAClassNameOfItsOwnWithSpringsMark() {
		this.runner.run((context) -> {
			Class<?> type = context.getBean(AlwaysEqual.class).getClass();
			assertThat(type.getName()).startsWith(AlwaysEqual.class.getName() + "$$StateProxy$$");
			assertThat(ClassUtils.getUserClass(type)).isEqualTo(AlwaysEqual.class);
			assertThat(type.getPackageName()).isEqualTo(AlwaysEqual.class.getPackageName());
		});
	}

	@Test
	void sharesOneGeneratedClassForAllBeansOfAType() {
		this.runner.run((one) -> new ApplicationContextRunner()
			.withUserConfiguration(RequestStateScopeConfiguration.class, Beans.class)
			.run((other) -> assertThat(other.getBean(AlwaysEqual.class).getClass())
				.isSameAs(one.getBean(AlwaysEqual.class).getClass())));
	}

	// Whom they lead to would stay as long as the thread.
	@Test
	void leavesNoCallbacksWithTheThreadThatMadeIt() {
		this.runner.run((context) -> assertThat(ReflectionTestUtils
			.getField(context.getBean(CountedConstruction.class).getClass(), "CGLIB$THREAD_CALLBACKS"))
			.isInstanceOfSatisfying(ThreadLocal.class, (callbacks) -> assertThat(callbacks.get()).isNull()));
	}

	@Test
	void hasNoAccessorsForCallbacks() {
		this.runner
			.run((context) -> assertThat(context.getBean(AlwaysEqual.class).getClass().getMethods()).extracting("name")
				.doesNotContain("getCallback", "getCallbacks", "setCallbacks", "newInstance"));
	}

	@Test
	void refusesJavaSerializationAndSaysWhatToDo() {
		this.runner.run((context) -> {
			for (String name : new String[] { "alwaysEqual", "serializable", "replacing", "jdk" }) {
				Object standIn = context.getBean(name);
				RequestContext.run("test",
						() -> assertThatExceptionOfType(NotSerializableException.class)
							.isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(standIn))
							.withMessageContaining("The stand-in for bean '" + name + "'")
							.withMessageContaining("Store a copy"));
			}
		});
	}

	@Test
	void isFoundInsideAnotherObjectWhenThatIsWrittenAndNotBefore() {
		this.runner.run((context) -> {
			for (String name : new String[] { "alwaysEqual", "serializable", "jdk" }) {
				List<Object> list = new ArrayList<>(List.of("text", context.getBean(name)));
				MockHttpSession session = new MockHttpSession();
				session.setAttribute("list", list);
				new SessionAttributeGuard().attributeAdded(new HttpSessionBindingEvent(session, "list", list));
				assertThat(session.getAttribute("list")).isSameAs(list);
				RequestContext.run("test", () -> assertThatExceptionOfType(NotSerializableException.class)
					.isThrownBy(() -> write(list))
					.withMessage("The stand-in for bean '" + name
							+ "': what it stands for ends with the request. Store a copy of what is to be kept, "
							+ "such as an identifier or a record, and not the request state itself."));
			}
		});
	}

	// The control: what may be kept.
	@Test
	void aCopyInsideAnotherObjectIsWritten() throws Exception {
		assertThat(write(new ArrayList<>(List.of("text", new SerializableBean())))).isPositive();
	}

	private static int write(Object object) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(object);
		}
		return bytes.size();
	}

	@Test
	@SuppressWarnings("removal")
	void collectingItDoesNotFinalizeTheTarget() throws Exception {
		this.runner.run((context) -> {
			Finalizable standIn = context.getBean(Finalizable.class);
			RequestContext.run("test", () -> {
				Finalizable target = (Finalizable) ((StateProxy) standIn).requestStateTarget();
				standIn.finalize();
				assertThat(target.finalized).isFalse();
			});
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState
		Visibilities visibilities() {
			return new Visibilities();
		}

		@Bean
		@RequestState
		PrivatelyConstructed privatelyConstructed() {
			return new PrivatelyConstructed();
		}

		@Bean
		@RequestState
		Abstract abstractBean() {
			return new Abstract() {
			};
		}

		@Bean
		@RequestState
		PrivateClass privateClass() {
			return new PrivateClass();
		}

		@Bean
		@RequestState
		PackagePrivate packagePrivate() {
			return () -> "package-private interface";
		}

		@Bean
		@RequestState
		CountedConstruction countedConstruction() {
			return new CountedConstruction();
		}

		@Bean
		@RequestState
		AlwaysEqual alwaysEqual() {
			return new AlwaysEqual();
		}

		@Bean
		@RequestState
		Map<String, String> jdk() {
			return Map.of();
		}

		@Bean
		@RequestState
		SerializableBean serializable() {
			return new SerializableBean();
		}

		@Bean
		@RequestState
		ReplacingBean replacing() {
			return new ReplacingBean();
		}

		@Bean
		@RequestState
		Finalizable finalizable() {
			return new Finalizable();
		}

	}

	static class Visibilities {

		private final String field;

		Visibilities() {
			this.field = "field";
		}

		public String publicMethod() {
			return "public " + this.field;
		}

		protected String protectedMethod() {
			return "protected " + this.field;
		}

		protected void failingProtectedMethod() throws IOException {
			throw new IOException("protected failure");
		}

		protected void sneakyProtectedMethod() {
			sneak(new IOException("not declared"));
		}

		@SuppressWarnings("unchecked")
		private static <X extends Throwable> void sneak(Throwable failure) throws X {
			throw (X) failure;
		}

		String packagePrivateMethod() {
			return "package-private " + this.field;
		}

	}

	static class WithFinalMethod {

		private final String field;

		WithFinalMethod(String field) {
			this.field = field;
		}

		final String finalMethod() {
			return this.field;
		}

	}

	static class WithHelpers {

		static final String helper() {
			return "static ";
		}

		private final String own() {
			return "private ";
		}

		String value() {
			Supplier<String> lambda = () -> "lambda";
			return helper() + own() + lambda.get();
		}

	}

	static class Copied implements Cloneable {

		static Object copyOf(Copied original) throws CloneNotSupportedException {
			return original.clone();
		}

	}

	static class PrivatelyConstructed {

		private final String value;

		private PrivatelyConstructed() {
			this.value = "private";
		}

		String value() {
			return this.value;
		}

	}

	abstract static class Abstract {

		private final String value = "abs" + "tract";

		String value() {
			return this.value;
		}

	}

	private static class PrivateClass {

		String value() {
			return "private class";
		}

	}

	interface PackagePrivate {

		String value();

	}

	static class CountedConstruction {

		static int constructed;

		CountedConstruction() {
			constructed++;
		}

		void touch() {
		}

	}

	static class AlwaysEqual {

		String equals(String one, String other) {
			return one + "=" + other;
		}

		@Override
		public boolean equals(Object other) {
			return true;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

		@Override
		public String toString() {
			return "the target";
		}

	}

	static class SerializableBean implements Serializable {

	}

	static class ReplacingBean implements Serializable {

		protected Object writeReplace() throws ObjectStreamException {
			return "replaced";
		}

	}

	static class Finalizable {

		boolean finalized;

		@Override
		@Deprecated
		@SuppressWarnings("removal")
		protected void finalize() {
			this.finalized = true;
		}

	}

}
