package dev.requeststate.spring.scope;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import dev.requeststate.context.RequestLocal;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Stand-ins for types of another class loader, as development tools and application
 * servers have them.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClassLoaderTests {

	@Test
	void isDefinedInTheClassLoaderOfItsType() throws Exception {
		ClassLoader child = new Reloading(getClass().getClassLoader(), Sub.class.getName());
		Class<?> type = child.loadClass(Sub.class.getName());
		assertThat(type).isNotSameAs(Sub.class);
		Object standIn = standIn(type);
		assertThat(standIn.getClass().getClassLoader()).isSameAs(child);
		assertThat(standIn).isInstanceOf(StateProxy.class);
		RequestContext.run("test", () -> assertThat(call(standIn, "own", type)).isEqualTo("own field"));
	}

	@Test
	void aProtectedMethodReachesATargetThatThisPackageHasNoAccessTo() throws Exception {
		ClassLoader child = new Reloading(getClass().getClassLoader(), Alone.class.getName());
		Class<?> type = child.loadClass(Alone.class.getName());
		Object standIn = standIn(type);
		RequestContext.run("test", () -> assertThat(call(standIn, "guarded", type)).isEqualTo("guarded"));
	}

	@Test
	void aMethodOfAnInterfaceThatThisPackageHasNoAccessToReachesTheTarget() throws Exception {
		ClassLoader separate = new Reloading(ClassLoader.getPlatformClassLoader(), NotPublic.class.getName());
		Class<?> type = separate.loadClass(NotPublic.class.getName());
		Object target = Proxy.newProxyInstance(separate, new Class<?>[] { type },
				(proxy, method, arguments) -> "called");
		Object standIn = StateProxies.create(type, target(target));
		assertThat(call(standIn, "text", type)).isEqualTo("called");
	}

	@Test
	void aPackagePrivateMethodOfAnotherLoadersBaseClassIsWarnedAbout(CapturedOutput output) throws Exception {
		ClassLoader child = new Reloading(getClass().getClassLoader(), Sub.class.getName());
		standIn(child.loadClass(Sub.class.getName()));
		assertThat(output).contains("cannot pass on calls of [ClassLoaderTests.Base.inherited]");
		int before = output.length();
		standIn(Sub.class);
		assertThat(output.toString().substring(before)).doesNotContain("cannot pass on");
	}

	@Test
	void anInterfaceWhoseLoaderDoesNotSeeSpringGetsAStandInOfTheJdk() throws Exception {
		ClassLoader separate = new Reloading(ClassLoader.getPlatformClassLoader(), Plain.class.getName());
		Class<?> type = separate.loadClass(Plain.class.getName());
		Object standIn = StateProxies.create(type, target(new Object()));
		assertThat(standIn).isInstanceOf(type);
		assertThat(Proxy.isProxyClass(standIn.getClass())).isTrue();
		assertThat(standIn).hasToString("stand-in for the test");
	}

	@Test
	void aClassWhoseLoaderDoesNotSeeSpringIsRefusedWithWhatToDo() throws Exception {
		ClassLoader separate = new Reloading(ClassLoader.getPlatformClassLoader(), Alone.class.getName());
		Class<?> type = separate.loadClass(Alone.class.getName());
		assertThatIllegalArgumentException().isThrownBy(() -> StateProxies.create(type, target(new Object())))
			.withMessageContaining("does not see Spring")
			.withMessageContaining("Use an interface");
	}

	@Test
	void aLoaderThatSeesSpringAndNotThisLibraryIsEnough() throws Exception {
		ClassLoader springOnly = new Reloading(new Hiding(getClass().getClassLoader(), "dev.requeststate."),
				Alone.class.getName());
		Class<?> type = springOnly.loadClass(Alone.class.getName());
		Object standIn = StateProxies.create(type, target(type.getConstructor().newInstance()));
		assertThat(standIn).isInstanceOf(AopInfrastructureBean.class).isNotInstanceOf(StateProxy.class);
	}

	@Test
	void aLoaderThatSeesSpringsMarkIsEnoughForNoAspectToApply() throws Exception {
		ClassLoader markOnly = new Hiding(new Hiding(getClass().getClassLoader(), "dev.requeststate."),
				"org.springframework.cglib.");
		Class<?> type = new Reloading(markOnly, Plain.class.getName()).loadClass(Plain.class.getName());
		Object standIn = StateProxies.create(type, target(new Object()));
		assertThat(Proxy.isProxyClass(standIn.getClass())).isTrue();
		assertThat(standIn).isInstanceOf(AopInfrastructureBean.class).isNotInstanceOf(StateProxy.class);
	}

	private static Object standIn(Class<?> type) throws Exception {
		var constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		Object value = constructor.newInstance();
		RequestLocal<Object> local = RequestLocal.withInitial("test", () -> value);
		return local.proxy(type);
	}

	private static Object call(Object standIn, String name, Class<?> type) {
		try {
			Method method = type.getDeclaredMethod(name);
			method.setAccessible(true);
			return method.invoke(standIn);
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(ex);
		}
	}

	private static StateTarget target(Object target) {
		return new StateTarget() {

			@Override
			public Object loadObject() {
				return target;
			}

			@Override
			public String description() {
				return "the test";
			}

		};
	}

	public interface Plain {

		String text();

	}

	interface NotPublic {

		String text();

	}

	public static class Alone {

		protected String guarded() {
			return "guarded";
		}

	}

	public static class Base {

		String inherited() {
			return "inherited";
		}

	}

	static class Sub extends Base {

		private final String field;

		Sub() {
			this.field = "field";
		}

		String own() {
			return "own " + this.field;
		}

	}

	/**
	 * Defines one class itself.
	 */
	private static final class Reloading extends ClassLoader {

		private final String name;

		Reloading(ClassLoader parent, String name) {
			super(parent);
			this.name = name;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				if (loaded == null && name.equals(this.name)) {
					loaded = define(name);
				}
				return (loaded != null) ? loaded : super.loadClass(name, resolve);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			String resource = name.replace('.', '/') + ".class";
			try (InputStream in = ClassLoaderTests.class.getClassLoader().getResourceAsStream(resource)) {
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

	/**
	 * Does not see one package and what is below it.
	 */
	private static final class Hiding extends ClassLoader {

		private final String prefix;

		Hiding(ClassLoader parent, String prefix) {
			super(parent);
			this.prefix = prefix;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith(this.prefix)) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

	}

}
