package dev.requeststate.spring.scope;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where a request-state bean can be defined, and where it can be injected.
 */
class RequestStateBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RequestStateScopeConfiguration.class);

	@Test
	void aComponentIsOneInstanceForEachRequest() {
		this.runner.withUserConfiguration(CounterComponent.class).run((context) -> {
			CounterComponent counter = context.getBean(CounterComponent.class);
			RequestContext.run("first", () -> {
				counter.add();
				assertThat(counter.add()).isEqualTo(2);
			});
			RequestContext.run("second", () -> assertThat(counter.add()).isEqualTo(1));
		});
	}

	@Test
	void aSingletonKeepsOneReferenceForAllRequests() {
		this.runner.withUserConfiguration(CounterComponent.class, Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			RequestContext.run("first", () -> assertThat(service.counter.add()).isEqualTo(1));
			RequestContext.run("second", () -> assertThat(service.counter.add()).isEqualTo(1));
		});
	}

	@Test
	void aBeanMethodThatReturnsAClassNeedsNoDefaultConstructor() {
		this.runner.withUserConfiguration(BeanMethods.class)
			.run((context) -> RequestContext.run("test",
					() -> assertThat(context.getBean(Named.class).name()).isEqualTo("named")));
	}

	@Test
	void aBeanMethodThatReturnsAnInterfaceCanReturnARecordOrALambda() {
		this.runner.withUserConfiguration(BeanMethods.class).run((context) -> RequestContext.run("test", () -> {
			assertThat(context.getBean("record", Greeting.class).greet("you")).isEqualTo("hello you");
			assertThat(context.getBean("lambda", Greeting.class).greet("you")).isEqualTo("hi you");
		}));
	}

	@Test
	void aBeanMethodThatReturnsAnInterfaceOfTheJdkIsProxiedByTheJdk() {
		this.runner.withUserConfiguration(BeanMethods.class).run((context) -> {
			@SuppressWarnings("unchecked")
			Map<String, Integer> map = context.getBean("map", Map.class);
			RequestContext.run("first", () -> {
				map.put("a", 1);
				assertThat(map.get("a")).isEqualTo(1);
			});
			RequestContext.run("second", () -> assertThat(map.isEmpty()).isTrue());
			assertThat(map).isInstanceOf(StateProxy.class);
		});
	}

	@Test
	void genericBeansAreToldApartByTheirTypeArguments() {
		this.runner.withUserConfiguration(BeanMethods.class, BoxUser.class).run((context) -> {
			BoxUser user = context.getBean(BoxUser.class);
			RequestContext.run("test", () -> {
				assertThat(user.text.get()).isEqualTo("text");
				assertThat(user.number.get()).isEqualTo(42);
				assertThat(user.supplier.get()).isEqualTo("supplied");
			});
		});
	}

	@Test
	void isInjectedThroughLazyAndObjectProvider() {
		this.runner.withUserConfiguration(CounterComponent.class, LazyUser.class).run((context) -> {
			LazyUser user = context.getBean(LazyUser.class);
			RequestContext.run("test", () -> {
				assertThat(user.lazy.add()).isEqualTo(1);
				assertThat(user.provider.getObject().add()).isEqualTo(2);
			});
			assertThat(user.provider.stream()).hasSize(1);
		});
	}

	@Test
	void aListOfTheTypeHoldsEachBeanOnceAndInOrder() {
		this.runner.withUserConfiguration(OrderedGreetings.class, ListUser.class).run((context) -> {
			ListUser user = context.getBean(ListUser.class);
			assertThat(user.greetings).hasSize(2);
			assertThat(user.byName).containsOnlyKeys("early", "late");
			RequestContext.run("test", () -> assertThat(user.greetings).extracting((greeting) -> greeting.greet("you"))
				.containsExactly("early", "late"));
		});
	}

	@Test
	void qualifiersOfAClassAndOfABeanMethodAreItsOwn() {
		this.runner.withUserConfiguration(QualifiedGreetings.class, QualifiedComponent.class, QualifiedUser.class)
			.run((context) -> {
				QualifiedUser user = context.getBean(QualifiedUser.class);
				RequestContext.run("test", () -> {
					assertThat(user.method.greet("you")).isEqualTo("method");
					assertThat(user.component.greet("you")).isEqualTo("component");
					assertThat(user.custom.greet("you")).isEqualTo("custom");
				});
			});
	}

	@Test
	void theTargetIsNoCandidateForInjection() {
		this.runner.withUserConfiguration(CounterComponent.class).run((context) -> {
			String target = "scopedTarget."
					+ context.getBeanNamesForType(CounterComponent.class)[0].replace("scopedTarget.", "");
			assertThat(context.getBeanFactory().getBeanDefinition(target).isAutowireCandidate()).isFalse();
			assertThat(context.getBeanFactory().getBeanDefinition(target).isPrimary()).isFalse();
		});
	}

	@Test
	void aCallFromOneBeanMethodToAnotherGivesTheStandIn() {
		this.runner.withUserConfiguration(FullConfiguration.class).run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.counter).isSameAs(context.getBean(CounterComponent.class));
			RequestContext.run("first", () -> assertThat(service.counter.add()).isEqualTo(1));
			RequestContext.run("second", () -> assertThat(service.counter.add()).isEqualTo(1));
		});
	}

	@Test
	void thePrimaryOneIsInjected() {
		for (Class<?> greetings : List.of(PrimaryGreetings.class, PrimaryGreetingsWithScopedProxies.class)) {
			this.runner.withUserConfiguration(greetings, Greeter.class)
				.run((context) -> RequestContext.run("test",
						() -> assertThat(context.getBean(Greeter.class).greeting.greet("you")).isEqualTo("primary")));
		}
	}

	@Test
	void theFallbackIsInjectedWhereThereIsNoOther() {
		for (Class<?> greetings : List.of(FallbackGreetings.class, FallbackGreetingsWithScopedProxies.class)) {
			this.runner.withUserConfiguration(greetings, Greeter.class)
				.run((context) -> RequestContext.run("test",
						() -> assertThat(context.getBean(Greeter.class).greeting.greet("you")).isEqualTo("regular")));
		}
	}

	@Test
	void aFallbackIsOneWhereNothingButTheTargetOfAScopedProxySaysSo() {
		RootBeanDefinition target = scoped(Other.class);
		target.setAutowireCandidate(false);
		target.setFallback(true);
		RootBeanDefinition proxy = new RootBeanDefinition(ScopedProxyFactoryBean.class);
		proxy.getPropertyValues().add("targetBeanName", "scopedTarget.other");
		this.runner.withInitializer(define("scopedTarget.other", target))
			.withInitializer(define("other", proxy))
			.withInitializer(define("regular", scoped(Plain.class)))
			.withUserConfiguration(Greeter.class)
			.run((context) -> RequestContext.run("test",
					() -> assertThat(context.getBean(Greeter.class).greeting.greet("you")).isEqualTo("plain")));
	}

	@Test
	void aProxyOfTheApplicationsOwnIsLeftAlone() {
		this.runner.withUserConfiguration(OwnProxy.class).run((context) -> {
			Greeting own = context.getBean("own", Greeting.class);
			assertThat(own).isNotInstanceOf(StateProxy.class);
			RequestContext.run("test", () -> assertThat(own.greet("you")).isEqualTo("own plain"));
		});
	}

	@Test
	void aFactoryBeanWhoseDefinitionSaysWhatItMakesNeedsNoTypeArgument() {
		RootBeanDefinition factory = scoped(AnyFactory.class);
		factory.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, Greeting.class);
		this.runner.withInitializer(define("made", factory))
			.withUserConfiguration(Greeter.class)
			.run((context) -> RequestContext.run("test",
					() -> assertThat(context.getBean(Greeter.class).greeting.greet("you")).isEqualTo("plain")));
	}

	@Test
	void aStandInThatIsDefinedWithoutATypeIsAnErrorThatNamesIt() {
		this.runner.withInitializer(define("scopedTarget.broken", scoped(Plain.class)))
			.withInitializer(define("broken", new RootBeanDefinition(StateProxyFactoryBean.class)))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(IllegalStateException.class)
				.hasMessage("No type of 'broken'"));
	}

	@Test
	void aPlainScopeMeansTheSameWhateverItsProxyMode() {
		this.runner.withUserConfiguration(PlainScopes.class, ListUser.class).run((context) -> {
			for (String name : List.of("none", "targetClass", "interfaces", "recordByInterface")) {
				assertThat(context.getBean(name)).as(name).isInstanceOf(StateProxy.class).isInstanceOf(Greeting.class);
				assertThat(context.getBeanFactory().getBeanDefinition(name).getBeanClassName()).as(name)
					.isEqualTo(StateProxyFactoryBean.class.getName());
				RequestContext.run("test",
						() -> assertThat(((Greeting) context.getBean(name)).greet("you")).as(name).isEqualTo("plain"));
			}
			assertThat(context.getBean(ListUser.class).greetings).hasSize(4);
		});
	}

	@Test
	void aPrototypeIsInjectedIntoEachRequestsOwn() {
		this.runner.withUserConfiguration(PrototypeConfiguration.class).run((context) -> {
			PrototypeUser user = context.getBean(PrototypeUser.class);
			int first = RequestContext.call("first", user::number);
			int second = RequestContext.call("second", user::number);
			assertThat(second).isEqualTo(first + 1);
		});
	}

	@Test
	void aPrototypeGetsTheStandIn() {
		this.runner.withUserConfiguration(CounterComponent.class, PrototypeOfState.class).run((context) -> {
			PrototypeOfState one = context.getBean(PrototypeOfState.class);
			PrototypeOfState other = context.getBean(PrototypeOfState.class);
			RequestContext.run("test", () -> {
				one.counter.add();
				assertThat(other.counter.add()).isEqualTo(2);
			});
		});
	}

	@Test
	void parentAndChildMayHaveBeansOfOneName() {
		this.runner.withUserConfiguration(ParentGreeting.class)
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withUserConfiguration(RequestStateScopeConfiguration.class, ChildGreeting.class)
				.run((child) -> RequestContext.run("test", () -> {
					assertThat(parent.getBean("greeting", Greeting.class).greet("you")).isEqualTo("parent");
					assertThat(child.getBean("greeting", Greeting.class).greet("you")).isEqualTo("child");
					assertThat(child.getBean("only", Greeting.class).greet("you")).isEqualTo("parent only");
				})));
	}

	@Test
	void outsideARequestTheErrorNamesTheBeanAndTheRemedies() {
		this.runner.withUserConfiguration(CounterComponent.class, BeanMethods.class).run((context) -> {
			Named named = context.getBean(Named.class);
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(named::name)
				.withMessageContaining("no request context for bean 'named' on thread")
				.withMessageContaining("RequestContext.run");
			Map<?, ?> map = context.getBean("map", Map.class);
			assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(map::size)
				.withMessageContaining("bean 'map'");
		});
	}

	private static RootBeanDefinition scoped(Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setScope(RequestStateScope.NAME);
		return definition;
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> define(String name,
			BeanDefinition definition) {
		return (context) -> ((BeanDefinitionRegistry) context).registerBeanDefinition(name, definition);
	}

	interface Greeting {

		String greet(String who);

	}

	record Hello(String word) implements Greeting {

		@Override
		public String greet(String who) {
			return this.word + " " + who;
		}

	}

	@Component
	@RequestState
	static class CounterComponent {

		private int count;

		int add() {
			return ++this.count;
		}

	}

	static class Service {

		final CounterComponent counter;

		Service(CounterComponent counter) {
			this.counter = counter;
		}

	}

	@Configuration
	static class FullConfiguration {

		@Bean
		@RequestState
		CounterComponent counter() {
			return new CounterComponent();
		}

		@Bean
		Service service() {
			return new Service(counter());
		}

	}

	static class Named {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

	static class Box<T> {

		private final T content;

		Box(T content) {
			this.content = content;
		}

		T get() {
			return this.content;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethods {

		@Bean
		@RequestState
		Named named() {
			return new Named("named");
		}

		@Bean
		@RequestState
		Greeting record() {
			return new Hello("hello");
		}

		@Bean
		@RequestState
		Greeting lambda() {
			return (who) -> "hi " + who;
		}

		@Bean
		@RequestState
		Map<String, Integer> map() {
			return new HashMap<>();
		}

		@Bean
		@RequestState
		Box<String> textBox() {
			return new Box<>("text");
		}

		@Bean
		@RequestState
		Box<Integer> numberBox() {
			return new Box<>(42);
		}

		@Bean
		@RequestState
		Supplier<String> supplier() {
			return () -> "supplied";
		}

	}

	static class BoxUser {

		final Box<String> text;

		final Box<Integer> number;

		final Supplier<String> supplier;

		BoxUser(Box<String> text, Box<Integer> number, Supplier<String> supplier) {
			this.text = text;
			this.number = number;
			this.supplier = supplier;
		}

	}

	static class LazyUser {

		final CounterComponent lazy;

		final ObjectProvider<CounterComponent> provider;

		LazyUser(@Lazy CounterComponent lazy, ObjectProvider<CounterComponent> provider) {
			this.lazy = lazy;
			this.provider = provider;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedGreetings {

		@Bean
		@RequestState
		@Order(2)
		Greeting late() {
			return (who) -> "late";
		}

		@Bean
		@RequestState
		@Order(1)
		Greeting early() {
			return (who) -> "early";
		}

	}

	static class ListUser {

		final List<Greeting> greetings;

		final Map<String, Greeting> byName;

		ListUser(List<Greeting> greetings, Map<String, Greeting> byName) {
			this.greetings = greetings;
			this.byName = byName;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedGreetings {

		@Bean
		@RequestState
		@Qualifier("method")
		Greeting one() {
			return (who) -> "method";
		}

		@Bean
		@RequestState
		@Special(Kind.VERY)
		Greeting other() {
			return (who) -> "custom";
		}

	}

	enum Kind {

		VERY, LESS

	}

	@Qualifier
	@Retention(RetentionPolicy.RUNTIME)
	@interface Special {

		Kind value();

	}

	@Component
	@RequestState
	@Qualifier("component")
	static class QualifiedComponent implements Greeting {

		@Override
		public String greet(String who) {
			return "component";
		}

	}

	static class QualifiedUser {

		final Greeting method;

		final Greeting component;

		final Greeting custom;

		QualifiedUser(@Qualifier("method") Greeting method, @Qualifier("component") Greeting component,
				@Special(Kind.VERY) Greeting custom) {
			this.method = method;
			this.component = component;
			this.custom = custom;
		}

	}

	static class Greeter {

		final Greeting greeting;

		Greeter(Greeting greeting) {
			this.greeting = greeting;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryGreetings {

		@Bean
		@RequestState
		Greeting other() {
			return (who) -> "other";
		}

		@Bean
		@RequestState
		@Primary
		Greeting primary() {
			return (who) -> "primary";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryGreetingsWithScopedProxies {

		@Bean
		@Scope(value = RequestStateScope.NAME, proxyMode = ScopedProxyMode.INTERFACES)
		Greeting other() {
			return (who) -> "other";
		}

		@Bean
		@Scope(value = RequestStateScope.NAME, proxyMode = ScopedProxyMode.INTERFACES)
		@Primary
		Greeting primary() {
			return (who) -> "primary";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallbackGreetings {

		@Bean
		@RequestState
		@Fallback
		Greeting other() {
			return (who) -> "fallback";
		}

		@Bean
		@RequestState
		Greeting regular() {
			return (who) -> "regular";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallbackGreetingsWithScopedProxies {

		@Bean
		@Scope(value = RequestStateScope.NAME, proxyMode = ScopedProxyMode.INTERFACES)
		@Fallback
		Greeting other() {
			return (who) -> "fallback";
		}

		@Bean
		@Scope(value = RequestStateScope.NAME, proxyMode = ScopedProxyMode.INTERFACES)
		Greeting regular() {
			return (who) -> "regular";
		}

	}

	static class Plain implements Greeting {

		@Override
		public String greet(String who) {
			return "plain";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProxy {

		@Bean("scopedTarget.own")
		@Scope(RequestStateScope.NAME)
		Plain target() {
			return new Plain();
		}

		@Bean
		Greeting own(BeanFactory beanFactory) {
			return (who) -> "own " + beanFactory.getBean("scopedTarget.own", Plain.class).greet(who);
		}

	}

	static class AnyFactory<T> implements FactoryBean<T> {

		@Override
		@SuppressWarnings("unchecked")
		public T getObject() {
			return (T) new Plain();
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return null;
		}

	}

	static class Other implements Greeting {

		@Override
		public String greet(String who) {
			return "other";
		}

	}

	record PlainRecord() implements Greeting {

		@Override
		public String greet(String who) {
			return "plain";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainScopes {

		@Bean
		@Scope("request-state")
		Plain none() {
			return new Plain();
		}

		@Bean
		@Scope(scopeName = "request-state", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Plain targetClass() {
			return new Plain();
		}

		@Bean
		@Scope(scopeName = "request-state", proxyMode = ScopedProxyMode.INTERFACES)
		Plain interfaces() {
			return new Plain();
		}

		@Bean
		@Scope(scopeName = "request-state", proxyMode = ScopedProxyMode.INTERFACES)
		PlainRecord recordByInterface() {
			return new PlainRecord();
		}

	}

	static class Numbered {

		private final int number;

		Numbered(int number) {
			this.number = number;
		}

	}

	static class PrototypeUser {

		private final Numbered numbered;

		PrototypeUser(Numbered numbered) {
			this.numbered = numbered;
		}

		int number() {
			return this.numbered.number;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeConfiguration {

		private final AtomicInteger numbers = new AtomicInteger();

		@Bean
		@Scope("prototype")
		Numbered numbered() {
			return new Numbered(this.numbers.incrementAndGet());
		}

		@Bean
		@RequestState
		PrototypeUser user(Numbered numbered) {
			return new PrototypeUser(numbered);
		}

	}

	@Scope("prototype")
	static class PrototypeOfState {

		final CounterComponent counter;

		PrototypeOfState(CounterComponent counter) {
			this.counter = counter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ParentGreeting {

		@Bean
		@RequestState
		Greeting greeting() {
			return (who) -> "parent";
		}

		@Bean
		@RequestState
		Greeting only() {
			return (who) -> "parent only";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Plain.class)
	static class ChildGreeting {

		@Bean
		@RequestState
		Greeting greeting() {
			return (who) -> "child";
		}

	}

}
