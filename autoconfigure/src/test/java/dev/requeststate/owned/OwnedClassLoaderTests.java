package dev.requeststate.owned;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.owned.CrossRequestException;
import dev.requeststate.spring.owned.CrossRequestGuard;
import dev.requeststate.spring.owned.CrossRequestGuardMode;
import dev.requeststate.spring.owned.OwnedBeans;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Beans of another class loader, as development tools and application servers have them.
 */
class OwnedClassLoaderTests {

	@Test
	void theClassIsDefinedInTheLoaderOfTheBeansClass() throws Exception {
		assertOwned(Counter.class);
		// The parent knows a class of that name already.
		Class<?> restarted = new Reloading(getClass().getClassLoader()).loadClass(Counter.class.getName());
		assertThat(restarted).isNotSameAs(Counter.class);
		assertOwned(restarted);
		assertOwned(restarted);
	}

	@Test
	void theBeansClassNeedNotSeeThisLibrary() throws Exception {
		assertOwned(new Reloading(ClassLoader.getPlatformClassLoader()).loadClass(Counter.class.getName()));
	}

	private static void assertOwned(Class<?> type) {
		CrossRequestGuard guard = new CrossRequestGuard(CrossRequestGuardMode.FAIL, List::of);
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.setClassLoader(type.getClassLoader());
			RootBeanDefinition definition = new RootBeanDefinition(type);
			definition.setScope("request-state");
			context.registerBeanDefinition("counter", definition);
			OwnedBeans owned = new OwnedBeans(() -> guard);
			context.getBeanFactory().registerScope("request-state", new SimpleThreadScope());
			context.addBeanFactoryPostProcessor(owned);
			context.getBeanFactory().addBeanPostProcessor(owned);
			context.refresh();
			Object counter = RequestContext.call("owner", () -> context.getBean("counter"));
			assertThat(counter.getClass().getClassLoader()).isSameAs(type.getClassLoader());
			assertThat(counter.getClass().getSuperclass()).isSameAs(type);
			assertThatExceptionOfType(CrossRequestException.class).isThrownBy(((Runnable) counter)::run)
				.withMessageStartingWith("OwnedClassLoaderTests.Counter of request ");
		}
	}

	/**
	 * A bean that is called through a type of the JDK.
	 */
	public static class Counter implements Runnable {

		private int count;

		@Override
		public void run() {
			this.count++;
		}

		int count() {
			return this.count;
		}

	}

	/**
	 * Defines the bean's class itself.
	 */
	private static final class Reloading extends ClassLoader {

		Reloading(ClassLoader parent) {
			super(parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				if (loaded == null && name.equals(Counter.class.getName())) {
					loaded = define(name);
				}
				return (loaded != null) ? loaded : super.loadClass(name, resolve);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			String resource = name.replace('.', '/') + ".class";
			try (InputStream in = OwnedClassLoaderTests.class.getClassLoader().getResourceAsStream(resource)) {
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
