package dev.requeststate.spring.scope;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.requeststate.RequestState;
import dev.requeststate.context.CacheRole;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of the beans that belong to requests.
 */
class StateBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RequestStateScopeConfiguration.class);

	private static List<StateBean> beans(AnnotationConfigApplicationContext context) {
		return new StateBeans(context.getBeanFactory()).list();
	}

	@Test
	void allOfThemAreListedByNameAndNoOthers() {
		this.runner.withUserConfiguration(Beans.class).run((context) -> {
			List<StateBean> beans = beans((AnnotationConfigApplicationContext) context.getSourceApplicationContext());
			assertThat(beans).extracting(StateBean::name)
				.containsExactly("cart", "closing", "disposable", "named", "open", "springs", "tenant", "timer");
		});
	}

	@Test
	void typesSourcesDestroyersAndRolesAreTold() {
		this.runner.withUserConfiguration(Beans.class).run((context) -> {
			var beans = beans((AnnotationConfigApplicationContext) context.getSourceApplicationContext()).stream()
				.collect(Collectors.toMap(StateBean::name, Function.identity()));
			String factory = Beans.class.getName();
			assertThat(beans.get("cart"))
				.isEqualTo(new StateBean("cart", Cart.class.getName(), factory + ".cart()", true, CacheRole.STATE));
			assertThat(beans.get("tenant")).isEqualTo(
					new StateBean("tenant", Plain.class.getName(), factory + ".tenant()", false, CacheRole.VALUE));
			assertThat(beans.get("timer").cacheRole()).isEqualTo(CacheRole.HARMLESS);
			assertThat(beans.get("springs").type()).isEqualTo(Plain.class.getName());
			assertThat(beans.values()).filteredOn(StateBean::destroyer)
				.extracting(StateBean::name)
				.containsExactlyInAnyOrder("cart", "closing", "disposable", "named");
		});
	}

	@Test
	void theRoleIsTheOneThatWasDecidedWhereAnnotationsAreGone() {
		DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
		RootBeanDefinition target = new RootBeanDefinition(Plain.class);
		target.setScope(RequestStateScope.NAME);
		factory.registerBeanDefinition("scopedTarget.tenant", target);
		RootBeanDefinition standIn = new RootBeanDefinition(StateProxyFactoryBean.class);
		standIn.getConstructorArgumentValues()
			.addIndexedArgumentValue(StateProxyDefinitions.CACHE_ROLE_ARGUMENT, CacheRole.VALUE);
		factory.registerBeanDefinition("tenant", standIn);
		assertThat(new StateBeans(factory).list()).singleElement()
			.satisfies((bean) -> assertThat(bean.cacheRole()).isEqualTo(CacheRole.VALUE));
	}

	@Test
	void aBeanThatIsDefinedByNothingButAClassIsSaidToComeFromThat() {
		DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
		for (Class<?> type : List.of(Closing.class, Plain.class, Scanned.class)) {
			RootBeanDefinition definition = new RootBeanDefinition(type);
			definition.setScope(RequestStateScope.NAME);
			factory.registerBeanDefinition(type.getSimpleName(), definition);
		}
		String closing = Closing.class.getName();
		String plain = Plain.class.getName();
		String scanned = Scanned.class.getName();
		assertThat(new StateBeans(factory).list()).containsExactly(
				new StateBean("Closing", closing, closing, true, CacheRole.STATE),
				new StateBean("Plain", plain, plain, false, CacheRole.STATE),
				new StateBean("Scanned", scanned, scanned, false, CacheRole.HARMLESS));
	}

	@Test
	void aBeanWhoseTypeIsNotKnownIsListed() {
		DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setScope(RequestStateScope.NAME);
		factory.registerBeanDefinition("unknown", definition);
		assertThat(new StateBeans(factory).list()).singleElement()
			.isEqualTo(new StateBean("unknown", "?", "?", false, CacheRole.STATE));
	}

	@Test
	void nothingIsMadeInOrderToTell() {
		this.runner.withUserConfiguration(Beans.class).run((context) -> {
			int before = Plain.made.get();
			assertThat(beans((AnnotationConfigApplicationContext) context.getSourceApplicationContext())).isNotEmpty();
			assertThat(Plain.made.get()).isEqualTo(before);
		});
	}

	@Test
	void aComponentIsSaidToComeFromItsClassFile() {
		this.runner.withUserConfiguration(Scanning.class).run((context) -> {
			List<StateBean> beans = beans((AnnotationConfigApplicationContext) context.getSourceApplicationContext());
			assertThat(beans).singleElement().satisfies((bean) -> {
				assertThat(bean.type()).isEqualTo(Scanned.class.getName());
				assertThat(bean.source()).isEqualTo(Scanned.class.getName());
				assertThat(bean.cacheRole()).isEqualTo(CacheRole.HARMLESS);
			});
		});
	}

	@Test
	void aBeanOfAParentIsListedUnlessOneOfTheChildHidesIt() {
		this.runner.withUserConfiguration(Beans.class)
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withUserConfiguration(RequestStateScopeConfiguration.class, ChildBeans.class)
				.run((child) -> {
					List<StateBean> beans = beans(
							(AnnotationConfigApplicationContext) child.getSourceApplicationContext());
					assertThat(beans).filteredOn((bean) -> bean.name().equals("cart"))
						.singleElement()
						.satisfies(
								(bean) -> assertThat(bean.source()).isEqualTo(ChildBeans.class.getName() + ".cart()"));
					assertThat(beans).extracting(StateBean::name).contains("tenant");
				}));
	}

	static class Plain {

		static final AtomicInteger made = new AtomicInteger();

		Plain() {
			made.incrementAndGet();
		}

	}

	static class Cart extends Plain {

		@PreDestroy
		void end() {
		}

	}

	static class Closing extends Plain implements AutoCloseable {

		@Override
		public void close() {
		}

	}

	static class Disposable extends Plain implements DisposableBean {

		@Override
		public void destroy() {
		}

	}

	static class Named extends Plain {

		void over() {
		}

	}

	@RequestState(cacheable = true)
	@Component
	static class Scanned {

	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan(useDefaultFilters = false,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Scanned.class))
	static class Scanning {

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState
		Cart cart() {
			return new Cart();
		}

		@Bean
		@RequestState(cacheKey = true)
		Plain tenant() {
			return new Plain();
		}

		@Bean
		@RequestState(cacheable = true)
		Plain timer() {
			return new Plain();
		}

		@Bean
		@RequestState
		Closing closing() {
			return new Closing();
		}

		@Bean(destroyMethod = "")
		@RequestState
		Closing open() {
			return new Closing();
		}

		@Bean
		@RequestState
		Disposable disposable() {
			return new Disposable();
		}

		@Bean(destroyMethod = "over")
		@RequestState
		Named named() {
			return new Named();
		}

		@Bean
		@Scope(scopeName = "request-state", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Plain springs() {
			return new Plain();
		}

		@Bean
		Closing singleton() {
			return new Closing();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildBeans {

		@Bean
		@RequestState
		Plain cart() {
			return new Plain();
		}

	}

}
