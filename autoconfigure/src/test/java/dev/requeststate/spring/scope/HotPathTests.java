package dev.requeststate.spring.scope;

import java.lang.StackWalker.Option;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;
import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.RequestScope;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lies between a call of a stand-in and the bean: nothing but the stand-in. Told by
 * the stack, by the bean factory and by the bytes that are allocated, and by no clock;
 * each is seen to tell Spring's own scoped proxies.
 */
class HotPathTests {

	private static final int CALLS = 10_000;

	private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final AtomicInteger lookups = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner(
			() -> new AnnotationConfigApplicationContext(new CountingBeanFactory()))
		.withInitializer((context) -> context.getBeanFactory().registerScope("request", new RequestScope()))
		.withUserConfiguration(RequestStateScopeConfiguration.class, Beans.class);

	// So that no call is one that nobody needs.
	private volatile int seen;

	private volatile byte[] garbage = {};

	@Test
	void nothingIsOnTheStackButTheStandInItself() {
		inARequest((context) -> {
			Inspected inspected = context.getBean("component", Inspected.class);
			// The first call makes the bean, and has come back from that.
			assertThat(inspected.callers()).containsExactly(inspected.getClass());
			assertThat(inspected.callers()).containsExactly(inspected.getClass());
			Inspecting inspecting = context.getBean("declaredAsInterface", Inspecting.class);
			assertThat(inspecting.callers()).containsExactly(inspecting.getClass());
			RequestLocal<Inspected> local = RequestLocal.withInitial("inspected", Inspected::new);
			Inspected byClass = local.proxy(Inspected.class);
			assertThat(byClass.callers()).containsExactly(byClass.getClass());
			Inspecting byInterface = local.proxy(Inspecting.class);
			assertThat(byInterface.callers()).containsExactly(byInterface.getClass());
			for (Object standIn : List.of(inspected, inspecting, byClass, byInterface)) {
				assertThat(standIn.getClass()).matches(HotPathTests::isGenerated);
			}
		});
	}

	@Test
	void whatSpringsOwnProxyPutsOnTheStackIsSeen() {
		inARequest((context) -> assertThat(context.getBean("requestScoped", Inspected.class).callers())
			.anyMatch(org.aopalliance.intercept.MethodInvocation.class::isAssignableFrom)
			.anyMatch(org.springframework.cglib.proxy.MethodInterceptor.class::isAssignableFrom)
			.anyMatch(java.lang.reflect.Method.class::isAssignableFrom)
			.anyMatch((caller) -> caller.getName().startsWith("jdk.internal.reflect.")));
	}

	@Test
	void theBeanFactoryIsAskedByTheFirstCallAlone() {
		inARequest((context) -> {
			Inspected standIn = context.getBean("component", Inspected.class);
			assertThat(lookups(standIn::next)).isPositive();
			assertThat(lookups(standIn::next)).isZero();
			Inspected requestScoped = context.getBean("requestScoped", Inspected.class);
			assertThat(lookups(requestScoped::next)).isPositive();
			assertThat(lookups(requestScoped::next)).as("the control").isEqualTo(1);
		});
	}

	@Test
	void aCallAllocatesNothing() {
		inARequest((context) -> {
			Inspected byClass = context.getBean("component", Inspected.class);
			assertThat(settled(() -> this.seen = byClass.next())).isZero();
			Inspecting byInterface = context.getBean("declaredAsInterface", Inspecting.class);
			assertThat(settled(() -> this.seen = byInterface.add(1_000))).isZero();
		});
	}

	@Test
	void aCallByAStaticStandInAllocatesNothing() {
		inARequest((context) -> {
			RequestLocal<Inspected> local = RequestLocal.withInitial("inspected", Inspected::new);
			assertThat(settled(() -> this.seen = local.get().next())).isZero();
			Inspected byClass = local.proxy(Inspected.class);
			assertThat(settled(() -> this.seen = byClass.next())).isZero();
			Inspecting byInterface = local.proxy(Inspecting.class);
			assertThat(settled(() -> this.seen = byInterface.add(1_000))).isZero();
		});
	}

	@Test
	void whatACallAllocatesIsSeen() {
		inARequest((context) -> {
			Inspected standIn = context.getBean("component", Inspected.class);
			assertThat(settled(() -> this.seen = standIn.next())).isZero();
			assertThat(allocated(() -> {
				this.garbage = new byte[0];
				this.seen = standIn.next();
			})).isEqualTo(16);
			Inspected requestScoped = context.getBean("requestScoped", Inspected.class);
			assertThat(allocated(() -> this.seen = requestScoped.next())).isPositive();
		});
	}

	private void inARequest(Consumer<ApplicationContext> test) {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		try {
			this.runner.run((context) -> RequestContext.run("test", () -> test.accept(context)));
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
		}
	}

	private static boolean isGenerated(Class<?> type) {
		return type.getName().contains("$$StateProxy$$");
	}

	private static int lookups(Supplier<Integer> call) {
		int before = lookups.get();
		assertThat(call.get()).isPositive();
		return lookups.get() - before;
	}

	// What is compiled allocates nothing; when it is compiled is for the JVM to say.
	private static long settled(Runnable call) {
		long start = System.nanoTime();
		long bytes;
		do {
			bytes = allocated(call);
		}
		while (bytes > 0 && System.nanoTime() - start < LONGEST_NANOS);
		return bytes;
	}

	private static long allocated(Runnable call) {
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < CALLS; i++) {
			call.run();
		}
		return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
	}

	public interface Inspecting {

		int add(int number);

		List<Class<?>> callers();

	}

	public static class Inspected implements Inspecting {

		// Beyond the numbers that the JDK keeps boxed.
		private int count = 1_000;

		public int next() {
			return ++this.count;
		}

		@Override
		public int add(int number) {
			this.count += number;
			return (this.count > 0) ? this.count : 1;
		}

		/**
		 * The classes on the stack between this bean and the test, of every kind of
		 * frame.
		 */
		@Override
		public List<Class<?>> callers() {
			return StackWalker
				.getInstance(
						Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES, Option.SHOW_HIDDEN_FRAMES))
				.walk((frames) -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
					.dropWhile((type) -> type == Inspected.class)
					.takeWhile((type) -> type != HotPathTests.class)
					.toList());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState
		Inspected component() {
			return new Inspected();
		}

		@Bean
		@RequestState
		Inspecting declaredAsInterface() {
			return new Inspected();
		}

		@Bean
		@org.springframework.web.context.annotation.RequestScope
		Inspected requestScoped() {
			return new Inspected();
		}

	}

	/**
	 * Counts what it is asked for by name.
	 */
	private static final class CountingBeanFactory extends DefaultListableBeanFactory {

		@Override
		protected <T> T doGetBean(String name, @Nullable Class<T> requiredType, @Nullable Object @Nullable [] arguments,
				boolean typeCheckOnly) {
			lookups.incrementAndGet();
			return super.doGetBean(name, requiredType, arguments, typeCheckOnly);
		}

	}

}
