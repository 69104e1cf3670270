package dev.requeststate.spring.scope;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import dev.requeststate.context.CacheRole;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same beans in a context that was prepared ahead of time, on the JVM.
 */
class AheadOfTimeTests {

	@Test
	@CompileWithForkedClassLoader
	void standInsKeepTheirTypesQualifiersAndPrecedence() {
		runAheadOfTime((context) -> {
			User user = context.getBean(User.class);
			RequestContext.run("first", () -> {
				assertThat(user.packagePrivate.count()).isEqualTo(1);
				assertThat(user.packagePrivate.count()).isEqualTo(2);
				assertThat(user.text.get()).isEqualTo("text");
				assertThat(user.number.get()).isEqualTo(42);
				assertThat(user.primary.greet()).isEqualTo("primary");
				assertThat(user.qualified.greet()).isEqualTo("qualified");
				assertThat(user.marked.greet()).isEqualTo("marked");
				assertThat(user.all).hasSize(3);
				assertThat(user.ofTheJdk.get()).isEqualTo("JDK");
				user.packagePrivate.reset();
				assertThat(user.packagePrivate).hasToString("count 0");
			});
			RequestContext.run("second", () -> assertThat(user.packagePrivate.count()).isEqualTo(1));
			assertThat(user.packagePrivate).isInstanceOf(StateProxy.class);
			assertThat(user.packagePrivate.getClass().getName()).contains("$$StateProxy$$");
			assertThat(user.primary).isInstanceOf(StateProxy.class);
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void whatIsConvertedIsLeftAlone() {
		runAheadOfTime((context) -> {
			assertThat(context.getBeanDefinitionNames()).contains("primary", "scopedTarget.primary")
				.doesNotContain("scopedTarget.scopedTarget.primary");
			assertThat(context.getBeanDefinition("scopedTarget.primary").getScope()).isEqualTo("request-state");
			assertThat(context.getBeanFactory().getRegisteredScope("request-state"))
				.isInstanceOf(RequestStateScope.class);
			assertThat(new StateBeans(context.getBeanFactory()).list()).filteredOn("name", "number")
				.extracting(StateBean::cacheRole)
				.containsExactly(CacheRole.VALUE);
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void theClassesOfStandInsAreGeneratedAheadOfTimeToo() {
		TestGenerationContext generation = prepare();
		for (Class<?> type : List.of(PackagePrivate.class, Box.class, Greeting.class)) {
			String name = type.getName() + "$$StateProxy$$0";
			assertThat(generation.getGeneratedFiles().getGeneratedFiles(Kind.CLASS))
				.containsKey(name.replace('.', '/') + ".class");
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(TypeReference.of(name))
				.withMemberCategories(MemberCategory.ACCESS_DECLARED_FIELDS, MemberCategory.INVOKE_DECLARED_METHODS,
						MemberCategory.UNSAFE_ALLOCATED))
				.accepts(generation.getRuntimeHints());
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(generation.getRuntimeHints());
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void whatAGeneratedClassLooksUpIsHinted() throws Exception {
		TestGenerationContext generation = prepare();
		for (Method method : List.of(Object.class.getMethod("equals", Object.class), Object.class.getMethod("hashCode"),
				Object.class.getMethod("toString"), StateProxy.class.getMethod("requestStateTarget"),
				PackagePrivate.class.getMethod("toString"), PackagePrivate.class.getDeclaredMethod("reset"))) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).as("%s", method)
				.accepts(generation.getRuntimeHints());
		}
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(PackagePrivate.class, "count"))
			.as("called directly")
			.rejects(generation.getRuntimeHints());
	}

	@Test
	@CompileWithForkedClassLoader
	void aStandInForAnInterfaceOfTheJdkIsHintedAsAProxyOfTheJdk() {
		TestGenerationContext generation = prepare();
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Supplier.class, StateProxy.class))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Supplier.class, "get"))
			.accepts(generation.getRuntimeHints());
	}

	private static TestGenerationContext prepare() {
		AnnotationConfigApplicationContext prepared = new AnnotationConfigApplicationContext();
		prepared.register(RequestStateScopeConfiguration.class, Beans.class, PackagePrivate.class, User.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(prepared, generation);
		generation.writeGeneratedContent();
		return generation;
	}

	private static void runAheadOfTime(Consumer<GenericApplicationContext> assertions) {
		TestGenerationContext generation = prepare();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			@SuppressWarnings("unchecked")
			ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
				.getInstance(ApplicationContextInitializer.class);
			initializer.initialize(context);
			context.refresh();
			assertions.accept(context);
			context.close();
		});
	}

	interface Greeting {

		String greet();

	}

	@Component
	@RequestState
	static class PackagePrivate {

		private int count;

		int count() {
			return ++this.count;
		}

		protected void reset() {
			this.count = 0;
		}

		@Override
		public String toString() {
			return "count " + this.count;
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
	static class Beans {

		@Bean
		@RequestState
		Box<String> text() {
			return new Box<>("text");
		}

		@Bean
		@RequestState(cacheKey = true)
		Box<Integer> number() {
			return new Box<>(42);
		}

		@Bean
		@RequestState
		Supplier<String> ofTheJdk() {
			return () -> "JDK";
		}

		@Bean
		@RequestState
		@Primary
		Greeting primary() {
			return () -> "primary";
		}

		@Bean
		@RequestState
		@Qualifier("special")
		Greeting other() {
			return () -> "qualified";
		}

		@Bean
		@RequestState
		@Marked
		Greeting marked() {
			return () -> "marked";
		}

	}

	@Qualifier
	@Retention(RetentionPolicy.RUNTIME)
	@interface Marked {

	}

	static class User {

		final PackagePrivate packagePrivate;

		final Box<String> text;

		final Box<Integer> number;

		final Greeting primary;

		final Greeting qualified;

		final Greeting marked;

		final List<Greeting> all;

		final Supplier<String> ofTheJdk;

		User(PackagePrivate packagePrivate, Box<String> text, Box<Integer> number, Greeting primary,
				@Qualifier("special") Greeting qualified, @Marked Greeting marked, List<Greeting> all,
				Supplier<String> ofTheJdk) {
			this.packagePrivate = packagePrivate;
			this.text = text;
			this.number = number;
			this.primary = primary;
			this.qualified = qualified;
			this.marked = marked;
			this.all = all;
			this.ofTheJdk = ofTheJdk;
		}

	}

}
