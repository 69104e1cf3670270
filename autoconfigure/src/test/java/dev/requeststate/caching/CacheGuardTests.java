package dev.requeststate.caching;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.call.CallScope;
import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfo;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the guard does to a cached method, and says of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheGuardTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, CacheAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.cache.type=simple");

	@Test
	void aResultThatBelongsToItsRequestIsNotServedToAnother(CapturedOutput output) {
		run((greetings) -> {
			assertThat(Visitor.as("ann", greetings::greeting)).isEqualTo("Hello ann");
			assertThat(Visitor.as("bob", greetings::greeting)).isEqualTo("Hello bob");
			assertThat(output).contains("CacheGuardTests$Greetings.greeting for the cache 'greetings'",
					"request local 'visitor' (read at " + Visitor.class.getName() + ".current(Visitor.java:",
					"Put what was read in the key", "pass it as an argument", "@RequestCacheable");
			assertThat(output.getAll().split("This is said once", -1)).hasSize(2);
		});
	}

	@Test
	void withoutTheGuardAnnsNameIsServedToBobAndACallIsACallAllTheSame(CapturedOutput output) {
		this.runner.withPropertyValues("request-state.cache.guard=off").run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(Visitor.as("ann", greetings::greeting)).isEqualTo("Hello ann");
			assertThat(Visitor.as("bob", greetings::greeting)).isEqualTo("Hello ann");
			assertThat(greetings.callName()).contains("Greetings.callName");
			assertThat(output).doesNotContain("belongs to the request");
		});
	}

	@Test
	void aFailingGuardSaysItToTheCallerByTheWayItsResultsHave() {
		this.runner.withPropertyValues("request-state.cache.guard=fail").run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			for (int i = 0; i < 2; i++) {
				assertFails(() -> greetings.greeting());
				assertFails(() -> greetings.syncGreeting());
				assertFails(() -> greetings.mono().block());
				assertFails(() -> greetings.syncMono().block());
				assertFails(() -> greetings.flux().collectList().block());
				assertThat(Visitor.as("ann", greetings::future)).failsWithin(Duration.ofSeconds(5))
					.withThrowableOfType(ExecutionException.class)
					.withCauseInstanceOf(RequestBoundResultException.class);
			}
			assertThat(Visitor.as("ann", greetings::keyed)).isEqualTo("Hello ann");
			assertThat(context.getBean(CacheManager.class).getCache("keyed").get("ann")).isNotNull();
		});
	}

	private static void assertFails(Supplier<?> call) {
		assertThatExceptionOfType(RequestBoundResultException.class).isThrownBy(() -> Visitor.as("ann", call))
			.withMessageContaining("request local 'visitor' (read at");
	}

	@Test
	void aFailingGuardLetsTheEvictionHappen() {
		this.runner.withPropertyValues("request-state.cache.guard=fail").run((context) -> {
			Cache evicted = context.getBean(CacheManager.class).getCache("evicted");
			evicted.put("key", "old");
			assertFails(context.getBean(Greetings.class)::evicting);
			assertThat(evicted.get("key")).isNull();
		});
	}

	@Test
	void onceRefusedASyncMethodKeepsNobodyWaiting() {
		this.runner.withBean(Meeting.class).run((context) -> {
			Meeting meeting = context.getBean(Meeting.class);
			Visitor.as("ann", () -> meeting.meet(null));
			CyclicBarrier barrier = new CyclicBarrier(2);
			CompletableFuture<String> other = CompletableFuture
				.supplyAsync(() -> Visitor.as("bob", () -> meeting.meet(barrier)));
			assertThat(Visitor.as("ann", () -> meeting.meet(barrier))).isEqualTo("ann");
			assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("bob");
		});
	}

	@Test
	void aKeyOnTheLocaleDoesNotCoverACookie(CapturedOutput output) {
		run((greetings) -> {
			assertThat(http("en", "ann", greetings::byLocale)).isEqualTo("en ann");
			assertThat(http("en", "bob", greetings::byLocale)).isEqualTo("en bob");
			assertThat(output).contains("depends on cookie 'name' (read at ", "Greetings.byLocale(CacheGuardTests");
		});
	}

	@Test
	void aKeyOnTheLocaleCoversTheLocale(CapturedOutput output) {
		run((greetings) -> {
			assertThat(http("en", "ann", greetings::localeOnly)).isEqualTo("en 1");
			assertThat(http("en", "bob", greetings::localeOnly)).isEqualTo("en 1");
			assertThat(http("de", "bob", greetings::localeOnly)).isEqualTo("de 2");
			assertThat(output).doesNotContain("belongs to the request");
		});
	}

	@Test
	void aFragmentWithTheNonceOfARequestIsNotServedToAnother(CapturedOutput output) {
		this.runner.run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			String first = http("en", "ann", greetings::script);
			assertThat(first).matches("<script nonce=\"[A-Za-z0-9+/=_-]{22,24}\">");
			assertThat(context.getBean(CacheManager.class).getCache("scripts").get(SimpleKey.EMPTY)).isNull();
			assertThat(http("en", "bob", greetings::script)).isNotEqualTo(first).startsWith("<script nonce=\"");
			assertThat(output)
				.contains("CacheGuardTests$Greetings.script for the cache 'scripts'",
						"depends on the CSP nonce (read at ")
				.doesNotContain(first.substring("<script nonce=\"".length(), first.length() - 2));
		});
	}

	// The control.
	@Test
	void withoutTheGuardTheNonceOfOneRequestIsServedToAnother() {
		this.runner.withPropertyValues("request-state.cache.guard=off").run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			String first = http("en", "ann", greetings::script);
			assertThat(http("en", "bob", greetings::script)).isEqualTo(first);
		});
	}

	@Test
	void aKeyOnOnePropertyOfABeanDoesNotCoverAnother(CapturedOutput output) {
		run((greetings) -> {
			assertThat(asUser("acme", "ann", greetings::byTenant)).isEqualTo("acme ann");
			assertThat(asUser("acme", "bob", greetings::byTenant)).isEqualTo("acme bob");
			assertThat(output).contains("depends on bean 'user' (read at ");
		});
	}

	@Test
	void aBeanThatIsOneValueIsCoveredByAKeyMadeFromIt(CapturedOutput output) {
		run((greetings) -> {
			assertThat(asUser("acme", "ann", greetings::byTenantBean)).isEqualTo("acme 1");
			assertThat(asUser("acme", "bob", greetings::byTenantBean)).isEqualTo("acme 1");
			assertThat(asUser("other", "bob", greetings::byTenantBean)).isEqualTo("other 2");
			assertThat(asUser("acme", "ann", greetings::byProduct)).isEqualTo("product 3");
			assertThat(asUser("acme", "bob", greetings::byProduct)).isEqualTo("product 3");
			assertThat(output).doesNotContain("belongs to the request");
			assertThat(asUser("acme", "ann", greetings::tenantUnkeyed)).isEqualTo("acme");
			assertThat(output).contains("depends on bean 'tenant' (read at ");
		});
	}

	@Test
	void aHarmlessBeanMakesNoResultTheRequestsOwn(CapturedOutput output) {
		run((greetings) -> {
			assertThat(Visitor.as("ann", greetings::timed)).isEqualTo("timed 1");
			assertThat(Visitor.as("bob", greetings::timed)).isEqualTo("timed 1");
			assertThat(output).doesNotContain("belongs to the request");
		});
	}

	@Test
	void aBeanCannotBeBothTheKeyAndHarmless() {
		this.runner.withUserConfiguration(Both.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("The bean 'both'")
				.hasMessageContaining("cacheKey = true and with cacheable = true"));
	}

	@Test
	void aKeyThatReadsTheRequestNeedsOne() {
		run((greetings) -> assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(greetings::keyed)
			.withMessageContaining("request local 'visitor'"));
	}

	@Test
	void refusalsAreCountedByCache() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.run((context) -> {
				Greetings greetings = context.getBean(Greetings.class);
				Visitor.as("ann", greetings::greeting);
				Visitor.as("bob", greetings::greeting);
				assertThat(context.getBean(MeterRegistry.class)
					.get("request-state.cache.refused")
					.tag("cache", "greetings")
					.functionCounter()
					.count()).isEqualTo(2);
			});
	}

	@Test
	void theBeansOfCachingAndTheirMetersStayTheApplicationsOwn() {
		this.runner.withPropertyValues("spring.cache.type=caffeine", "spring.cache.cache-names=greetings")
			.withPropertyValues("spring.cache.caffeine.spec=recordStats")
			.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(CacheMetricsAutoConfiguration.class))
			.run((context) -> {
				assertThat(context.getBean(CaffeineCacheManager.class).getCache("greetings"))
					.isInstanceOf(CaffeineCache.class);
				assertThat(context.getBean(CacheInterceptor.class).getClass()).isEqualTo(CacheInterceptor.class);
				Visitor.as("ann", context.getBean(Greetings.class)::greeting);
				assertThat(context.getBean(MeterRegistry.class)
					.get("cache.gets")
					.tag("cache", "greetings")
					.tag("result", "miss")
					.functionCounter()
					.count()).isPositive();
			});
	}

	@Test
	void lazyBeansAreGuarded() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				Greetings greetings = context.getBean(Greetings.class);
				assertThat(Visitor.as("ann", greetings::greeting)).isEqualTo("Hello ann");
				assertThat(Visitor.as("bob", greetings::greeting)).isEqualTo("Hello bob");
				assertThat(Visitor.as("bob", greetings::keyed)).isEqualTo("Hello bob");
				assertThat(context.getBean(CacheManager.class).getCache("keyed").get("bob")).isNotNull();
			});
	}

	@Test
	void whatIsReadWhileAResultIsFoundInsideAnotherCountsForTheOuterOne() {
		this.runner.run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			Visitor.as("ann", greetings::keyed);
			String result = Visitor.as("ann", () -> {
				CallScope outer = CallScope.open("outer");
				String greeting = outer.call(greetings::keyed);
				assertThat(outer.requestReads()).extracting(Object::toString)
					.anySatisfy((read) -> assertThat(read).contains("request local 'visitor'"));
				return greeting;
			});
			assertThat(result).isEqualTo("Hello ann");
			assertThat(context.getBean(CacheManager.class).getCache("greetings").get(SimpleKey.EMPTY)).isNull();
		});
	}

	private void run(Consumer<Greetings> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getBean(Greetings.class));
		});
	}

	private static <T> T asUser(String tenant, String name, Supplier<T> call) {
		return Visitor.as(tenant + "/" + name, call);
	}

	private static String http(String language, String name, Supplier<String> call) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addPreferredLocale(Locale.forLanguageTag(language));
		request.setCookies(new Cookie("name", name));
		String[] result = new String[1];
		RequestStateFilter filter = new RequestStateFilter(RequestContextFactory.builder().build(), List.of(),
				RequestInfoMode.LAZY);
		try {
			filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain(new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void service(HttpServletRequest received, HttpServletResponse response) {
					result[0] = call.get();
				}

			}));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return result[0];
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Visitor visitor() {
			return new Visitor();
		}

		@Bean
		@RequestState
		User user() {
			return new User();
		}

		@Bean
		@RequestState(cacheKey = true)
		Tenant tenant() {
			return new Tenant();
		}

		@Bean
		@RequestState(cacheKey = true)
		ProductFactory product() {
			return new ProductFactory();
		}

		@Bean
		Greetings greetings(User user, Tenant tenant, Product product, Timer timer) {
			return new Greetings(user, tenant, product, timer);
		}

		@Bean
		@RequestState(cacheable = true)
		Timer timer() {
			return new Timer();
		}

	}

	static class User {

		public String getTenant() {
			return Visitor.current().split("/")[0];
		}

		public String getName() {
			return Visitor.current().split("/")[1];
		}

	}

	static class Tenant {

		private final String name = Visitor.current().split("/")[0];

		public String getName() {
			return this.name;
		}

	}

	static class Product {

		public String getName() {
			return "product";
		}

	}

	static class ProductFactory implements FactoryBean<Product> {

		@Override
		public Product getObject() {
			return new Product();
		}

		@Override
		public Class<?> getObjectType() {
			return Product.class;
		}

	}

	static class Timer {

		public String stop() {
			return "timed";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Both {

		@Bean
		@RequestState(cacheKey = true, cacheable = true)
		Timer both() {
			return new Timer();
		}

	}

	static class Meeting {

		@Cacheable(cacheNames = "meetings", key = "1", sync = true)
		public String meet(CyclicBarrier barrier) {
			String name = Visitor.current();
			try {
				if (barrier != null) {
					barrier.await(10, TimeUnit.SECONDS);
				}
			}
			catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
				throw new IllegalStateException(ex);
			}
			return name;
		}

	}

	static class Greetings {

		private final User user;

		private final Tenant tenant;

		private final Product product;

		private final Timer timer;

		private int count;

		Greetings(User user, Tenant tenant, Product product, Timer timer) {
			this.user = user;
			this.tenant = tenant;
			this.product = product;
			this.timer = timer;
		}

		@Cacheable("greetings")
		public String greeting() {
			return "Hello " + Visitor.current();
		}

		@Cacheable(cacheNames = "sync", sync = true)
		public String syncGreeting() {
			return "Hello " + Visitor.current();
		}

		@Cacheable(cacheNames = "keyed", key = "@visitor.name()")
		public String keyed() {
			return "Hello " + Visitor.current();
		}

		@Cacheable("futures")
		public CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("Hello " + Visitor.current());
		}

		@Cacheable("monos")
		public Mono<String> mono() {
			return Mono.fromSupplier(Visitor::current);
		}

		@Cacheable(cacheNames = "syncMonos", sync = true)
		public Mono<String> syncMono() {
			return Mono.fromSupplier(Visitor::current);
		}

		@Cacheable("fluxes")
		public Flux<String> flux() {
			return Flux.defer(() -> Flux.just(Visitor.current()));
		}

		@Caching(cacheable = @Cacheable("evicting"), evict = @CacheEvict(cacheNames = "evicted", key = "'key'"))
		public String evicting() {
			return Visitor.current();
		}

		@Cacheable("calls")
		public String callName() {
			return CallScope.current().name();
		}

		@Cacheable(cacheNames = "locales", key = "T(dev.requeststate.servlet.RequestInfo).current().locale()")
		public String byLocale() {
			return RequestInfo.current().locale() + " " + RequestInfo.current().cookie("name");
		}

		@Cacheable(cacheNames = "languages", key = "T(dev.requeststate.servlet.RequestInfo).current().locale()")
		public String localeOnly() {
			return RequestInfo.current().locale() + " " + (++this.count);
		}

		@Cacheable("scripts")
		public String script() {
			return "<script nonce=\"" + RequestInfo.current().cspNonce() + "\">";
		}

		@Cacheable(cacheNames = "tenants", key = "@user.tenant")
		public String byTenant() {
			return this.user.getTenant() + " " + this.user.getName();
		}

		@Cacheable(cacheNames = "tenantBeans", key = "@tenant.name")
		public String byTenantBean() {
			return this.tenant.getName() + " " + (++this.count);
		}

		@Cacheable("unkeyed")
		public String tenantUnkeyed() {
			return this.tenant.getName();
		}

		@Cacheable(cacheNames = "products", key = "@product.name")
		public String byProduct() {
			return this.product.getName() + " " + (++this.count);
		}

		@Cacheable("timed")
		public String timed() {
			return this.timer.stop() + " " + (++this.count);
		}

	}

}
