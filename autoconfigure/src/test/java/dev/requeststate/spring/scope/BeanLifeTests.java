package dev.requeststate.spring.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestState;
import dev.requeststate.context.Binding;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.Lease;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * How a bean is made and how it ends.
 */
class BeanLifeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RequestStateScopeConfiguration.class);

	@Test
	void isMadeOnFirstUseAndDestroyedOnceWhenTheContextCloses() {
		this.runner.withUserConfiguration(EventLog.class, Recorded.class).run((context) -> {
			EventLog log = context.getBean(EventLog.class);
			Recorded recorded = context.getBean(Recorded.class);
			Lease request = RequestContextFactory.builder().build().open(() -> "test");
			Lease late = request.context().lease();
			try (Binding binding = request.bind()) {
				assertThat(log.events).isEmpty();
				recorded.use();
				recorded.use();
			}
			request.close();
			assertThat(log.events).containsExactly("made", "used", "used");
			late.close();
			assertThat(log.events).containsExactly("made", "used", "used", "destroyed");
			context.close();
			assertThat(log.events).containsExactly("made", "used", "used", "destroyed");
		});
	}

	@Test
	void beansAreDestroyedInTheReverseOrderOfTheirMaking() {
		this.runner.withUserConfiguration(EventLog.class, Dependent.class).run((context) -> {
			RequestContext.run("test", () -> context.getBean("outer", Closing.class).touch());
			assertThat(context.getBean(EventLog.class).events).containsExactly("made inner", "made outer",
					"closed outer", "closed inner");
		});
	}

	@Test
	void aDestroyMethodThatThrowsStopsNoOther() {
		this.runner.withUserConfiguration(EventLog.class, Dependent.class).run((context) -> {
			RequestContext.run("test", () -> {
				context.getBean("inner", Closing.class).touch();
				context.getBean("failing", Closing.class).touch();
			});
			assertThat(context.getBean(EventLog.class).events).containsExactly("made inner", "made failing",
					"closed failing", "closed inner");
		});
	}

	@Test
	void isMadeOnceWhenSeveralThreadsOfARequestAsk() throws Exception {
		this.runner.withUserConfiguration(Slow.class).run((context) -> {
			Slow slow = context.getBean(Slow.class);
			int threads = 4;
			CyclicBarrier together = new CyclicBarrier(threads);
			RequestContext.call("test", () -> {
				List<CompletableFuture<Integer>> numbers = new ArrayList<>();
				for (int i = 0; i < threads; i++) {
					Lease lease = RequestContext.current().lease();
					numbers.add(CompletableFuture.supplyAsync(() -> {
						try (lease; Binding binding = lease.bind()) {
							together.await(10, TimeUnit.SECONDS);
							return slow.number();
						}
						catch (Exception ex) {
							throw new IllegalStateException(ex);
						}
					}, (task) -> new Thread(task).start()));
				}
				for (CompletableFuture<Integer> number : numbers) {
					assertThat(number.get(10, TimeUnit.SECONDS)).isOne();
				}
				return null;
			});
		});
		Slow.made.set(0);
	}

	@Test
	void aConstructorThatThrowsReachesTheCallerAndTheNextUseTriesAgain() {
		FailingOnce.attempts.set(0);
		this.runner.withUserConfiguration(FailingOnce.class).run((context) -> {
			FailingOnce bean = context.getBean(FailingOnce.class);
			RequestContext.run("test", () -> {
				assertThatExceptionOfType(BeanCreationException.class).isThrownBy(bean::touch)
					.withRootCauseExactlyInstanceOf(UnsupportedOperationException.class);
				bean.touch();
			});
		});
	}

	@Test
	void aBeanThatNeedsItselfIsAnErrorThatPrintsTheCircle() {
		this.runner.withUserConfiguration(NeedsItself.class).run((context) -> {
			NeedsItself bean = context.getBean(NeedsItself.class);
			RequestContext.run("test",
					() -> assertThatExceptionOfType(CircularCreationException.class).isThrownBy(bean::touch)
						.withMessageContaining("bean 'beanLifeTests.NeedsItself' (made on thread")
						.withMessageContaining(" -> bean 'beanLifeTests.NeedsItself'"));
		});
	}

	@Test
	void twoBeansThatNeedEachOtherAreAnErrorThatPrintsTheCircle() {
		this.runner.withUserConfiguration(Circle.class).run((context) -> {
			Closing chicken = context.getBean("chicken", Closing.class);
			RequestContext.run("test",
					() -> assertThatExceptionOfType(CircularCreationException.class).isThrownBy(chicken::touch)
						.withMessageMatching("(?s).*bean 'chicken'.* -> bean 'egg'.* -> bean 'chicken'.*"));
		});
	}

	@Test
	void twoBeansThatNeedEachOtherOnTwoThreadsAreAnErrorAndNoStandstill() {
		this.runner.withUserConfiguration(CircleOnTwoThreads.class).run((context) -> {
			Closing chicken = context.getBean("chicken", Closing.class);
			Closing egg = context.getBean("egg", Closing.class);
			RequestContext.call("test", () -> {
				Lease lease = RequestContext.current().lease();
				CompletableFuture<Throwable> other = CompletableFuture.supplyAsync(() -> {
					try (lease; Binding binding = lease.bind()) {
						return catchThrowable(egg::touch);
					}
				}, (task) -> new Thread(task).start());
				Throwable here = catchThrowable(chicken::touch);
				Throwable there = other.get(10, TimeUnit.SECONDS);
				assertThat(here).isInstanceOf(CircularCreationException.class).hasMessageContaining("bean 'egg'");
				assertThat(there).isInstanceOf(CircularCreationException.class).hasMessageContaining("bean 'egg'");
				return null;
			});
		});
	}

	// A thread that makes the bean of one request and opens another in it, whose bean a
	// further thread makes between two looks for it.
	@Test
	void aBeanThatIsThereAfterAllIsTakenWhereSpringSeesACircle() {
		RequestLocal<Object> local = RequestLocal.named("hen");
		BeanFactory beanFactory = new DefaultListableBeanFactory() {

			@Override
			public Object getBean(String name) {
				local.set("made meanwhile");
				throw new BeanCurrentlyInCreationException(name);
			}

		};
		RequestContext.run("test",
				() -> assertThat(new BeanMaker(beanFactory, "hen", local).get()).isEqualTo("made meanwhile"));
	}

	@Test
	void beansThatNeedEachOtherLaterAreNoCircle() {
		this.runner.withUserConfiguration(Hen.class, Nest.class)
			.run((context) -> RequestContext.run("test",
					() -> assertThat(context.getBean(Hen.class).describe()).isEqualTo("hen in nest")));
	}

	@Test
	void afterTheCloseTheErrorIsTheContextsOwn() {
		this.runner.withUserConfiguration(EventLog.class, Recorded.class).run((context) -> {
			Recorded used = context.getBean(Recorded.class);
			Lease request = RequestContextFactory.builder().build().open(() -> "GET /cart");
			try (Binding binding = request.bind()) {
				request.close();
				assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(used::use)
					.withMessageContaining("GET /cart");
				assertThat(used).hasToString("stand-in for bean 'beanLifeTests.Recorded'");
			}
		});
	}

	@Test
	void aBeanThatIsFirstNeededWhileTheContextClosesIsTheContextsOwnError() {
		this.runner.withUserConfiguration(EventLog.class, Recorded.class).run((context) -> {
			Recorded recorded = context.getBean(Recorded.class);
			CompletableFuture<Throwable> failure = new CompletableFuture<>();
			RequestLocal<String> first = RequestLocal.named("first",
					(value) -> failure.complete(catchThrowable(recorded::use)));
			RequestContext.run("test", () -> first.set("value"));
			assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(RequestContextClosedException.class)
				.hasMessageContaining("bean 'beanLifeTests.Recorded'");
		});
	}

	@Test
	void aFactoryBeanInTheScopeMakesOneObjectForEachRequest() {
		this.runner.withUserConfiguration(Products.class).run((context) -> {
			Product product = context.getBean("product", Product.class);
			int first = RequestContext.call("first", () -> {
				assertThat(product.number()).isEqualTo(product.number());
				assertThat(context.getBean("scopedTarget.product", Product.class)).isNotNull();
				return product.number();
			});
			int second = RequestContext.call("second", product::number);
			assertThat(second).isGreaterThan(first);
		});
	}

	@Test
	void aNullIsAnErrorThatSaysSo() {
		this.runner.withUserConfiguration(Products.class).run((context) -> {
			Product nothing = context.getBean("nothing", Product.class);
			RequestContext.run("test",
					() -> assertThatExceptionOfType(BeanCreationException.class).isThrownBy(nothing::number)
						.withMessageContaining("scopedTarget.nothing")
						.withMessageContaining("made as null"));
		});
	}

	@Test
	void aBeanThatIsRemovedIsMadeAnewAndNotDestroyedTwice() {
		this.runner.withUserConfiguration(EventLog.class, Recorded.class).run((context) -> {
			EventLog log = context.getBean(EventLog.class);
			Recorded recorded = context.getBean(Recorded.class);
			RequestContext.run("test", () -> {
				recorded.use();
				context.getBeanFactory().destroyScopedBean("scopedTarget.beanLifeTests.Recorded");
				recorded.use();
			});
			assertThat(log.events).containsExactly("made", "used", "destroyed", "made", "used", "destroyed");
		});
	}

	@Test
	void anEventPublishedOutsideOfRequestsIsAnErrorForThePublisher() {
		this.runner.withUserConfiguration(Listening.class).run((context) -> {
			Listening listening = context.getBean(Listening.class);
			RequestContext.run("test", () -> {
				context.publishEvent("heard");
				assertThat(listening.heard()).isEqualTo("heard");
			});
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> context.publishEvent("lost"))
				.withMessageContaining("bean 'beanLifeTests.Listening'");
		});
	}

	@Test
	void theLocalsAreLetGoWhenTheBeanFactoryCloses() {
		this.runner.withUserConfiguration(EventLog.class, Recorded.class).run((context) -> {
			String name = "scopedTarget.beanLifeTests.Recorded";
			RequestStateScope scope = (RequestStateScope) context.getBeanFactory().getRegisteredScope("request-state");
			assertThat(scope).isNotNull();
			RequestLocal<Object> local = scope.local(name);
			assertThat(scope.local(name)).isSameAs(local);
			context.close();
			assertThat(scope.local(name)).isNotSameAs(local);
		});
	}

	@Test
	void theScopeKnowsTheIdentityOfTheRequest() {
		this.runner.run((context) -> {
			Scope scope = context.getBeanFactory().getRegisteredScope("request-state");
			assertThat(scope).isNotNull();
			assertThat(scope.getConversationId()).isNull();
			RequestContext.run("test",
					() -> assertThat(scope.getConversationId()).isEqualTo(RequestContext.current().id()));
		});
	}

	@RequestState
	static class Listening {

		private String heard = "nothing";

		@EventListener
		void on(String text) {
			this.heard = text;
		}

		String heard() {
			return this.heard;
		}

	}

	static class EventLog {

		final List<String> events = new ArrayList<>();

	}

	@RequestState
	static class Recorded {

		private final EventLog log;

		Recorded(EventLog log) {
			this.log = log;
			log.events.add("made");
		}

		void use() {
			this.log.events.add("used");
		}

		@PreDestroy
		void destroy() {
			this.log.events.add("destroyed");
		}

	}

	static class Closing implements AutoCloseable {

		private final EventLog log;

		private final String name;

		Closing(EventLog log, String name) {
			this.log = log;
			this.name = name;
			log.events.add("made " + name);
		}

		void touch() {
		}

		@Override
		public void close() {
			this.log.events.add("closed " + this.name);
			if (this.name.equals("failing")) {
				throw new IllegalStateException("on purpose");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Dependent {

		@Bean
		@RequestState
		Closing inner(EventLog log) {
			return new Closing(log, "inner");
		}

		@Bean
		@RequestState
		Closing outer(EventLog log, @Qualifier("inner") Closing inner) {
			inner.touch();
			return new Closing(log, "outer");
		}

		@Bean
		@RequestState
		Closing failing(EventLog log) {
			return new Closing(log, "failing");
		}

	}

	@RequestState
	static class Slow {

		static final AtomicInteger made = new AtomicInteger();

		private final int number = made.incrementAndGet();

		Slow() throws InterruptedException {
			// Long enough for the others to find it being made; no outcome depends on it.
			new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
		}

		int number() {
			return this.number;
		}

	}

	@RequestState
	static class FailingOnce {

		private static final AtomicInteger attempts = new AtomicInteger();

		FailingOnce() {
			if (attempts.getAndIncrement() == 0) {
				throw new UnsupportedOperationException("on purpose");
			}
		}

		void touch() {
		}

	}

	@RequestState
	static class NeedsItself {

		NeedsItself(NeedsItself self) {
			self.touch();
		}

		void touch() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Circle {

		@Bean
		@RequestState
		Closing chicken(@Qualifier("egg") Closing egg) {
			egg.touch();
			return new Closing(new EventLog(), "chicken");
		}

		@Bean
		@RequestState
		Closing egg(@Qualifier("chicken") Closing chicken) {
			chicken.touch();
			return new Closing(new EventLog(), "egg");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CircleOnTwoThreads {

		private final CyclicBarrier both = new CyclicBarrier(2);

		@Bean
		@RequestState
		Closing chicken(@Qualifier("egg") Closing egg) throws Exception {
			this.both.await(10, TimeUnit.SECONDS);
			egg.touch();
			return new Closing(new EventLog(), "chicken");
		}

		@Bean
		@RequestState
		Closing egg(@Qualifier("chicken") Closing chicken) throws Exception {
			this.both.await(10, TimeUnit.SECONDS);
			chicken.touch();
			return new Closing(new EventLog(), "egg");
		}

	}

	@RequestState
	static class Hen {

		private final Nest nest;

		Hen(Nest nest) {
			this.nest = nest;
		}

		String describe() {
			return name() + " in " + this.nest.name();
		}

		String name() {
			return "hen";
		}

	}

	@RequestState
	static class Nest {

		private final Hen hen;

		Nest(Hen hen) {
			this.hen = hen;
		}

		String name() {
			return this.hen.name().isEmpty() ? "empty" : "nest";
		}

	}

	static class Product {

		private final int number;

		Product(int number) {
			this.number = number;
		}

		int number() {
			return this.number;
		}

	}

	static class ProductFactory implements FactoryBean<Product> {

		private static final AtomicInteger numbers = new AtomicInteger();

		@Override
		public Product getObject() {
			return new Product(numbers.incrementAndGet());
		}

		@Override
		public Class<?> getObjectType() {
			return Product.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Products {

		@Bean
		@RequestState
		ProductFactory product() {
			return new ProductFactory();
		}

		@Bean
		@RequestState
		@SuppressWarnings("NullAway") // on purpose
		Product nothing() {
			return null;
		}

	}

}
