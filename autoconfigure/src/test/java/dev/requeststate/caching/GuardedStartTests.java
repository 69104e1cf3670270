package dev.requeststate.caching;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import javax.cache.annotation.CacheResult;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.spring.cache.UnguardedCachingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the guard finds the caching of an application when it starts, and what it says of
 * what it cannot guard, or less well.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuardedStartTests extends AbstractShapeTests {

	@Test
	void anInterceptorOfTheApplicationsOwnIsGuardedFromOutside(CapturedOutput output) {
		runner(CacheKind.CONCURRENT_MAP).withUserConfiguration(OwnInterceptor.class).run((context) -> {
			assertThat(output).contains("go through an interceptor of the application",
					CountingInterceptor.class.getName());
			List<String> wrong = new ArrayList<>();
			judgeAll(context, (shape, verdict) -> {
				// What a condition reads counts as a part of the key there.
				if (!shape.method().endsWith("Reads") && verdict != shape.expected()) {
					wrong.add(shape + " " + verdict);
				}
			});
			assertThat(wrong).isEmpty();
			assertThat(context.getBean(CountingInterceptor.class).count).isPositive();
			Named named = context.getBean(Named.class);
			assertThat(Visitor.as("ann", named::greeting)).isEqualTo("ann");
			assertThat(Visitor.as("bob", named::greeting)).isEqualTo("bob");
		});
	}

	@Test
	void anAdvisorThatIsMadeTooEarlyIsAnErrorOfTheStart() {
		runner(CacheKind.CONCURRENT_MAP).withUserConfiguration(Early.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(UnguardedCachingException.class)
				.hasMessageContaining("cacheInterceptor"));
	}

	@Test
	void jcacheAnnotationsAreSaidNotToBeGuardedWhereTheyAreInUse(CapturedOutput output) {
		runner(CacheKind.CONCURRENT_MAP).run((context) -> {
			assertThat(context).hasNotFailed().hasBean("org.springframework.cache.config.internalJCacheAdvisor");
			assertThat(output).doesNotContain("JCache");
		});
		runner(CacheKind.CONCURRENT_MAP).withBean("standard", Standard.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("JCache annotations (javax.cache.annotation) are not guarded", "[standard]");
		});
	}

	@Test
	void cachingByAspectJIsSaidNotToBeGuarded(CapturedOutput output) {
		runner(CacheKind.CONCURRENT_MAP).withBean("org.springframework.cache.config.internalCacheAspect", Object.class)
			.run((context) -> assertThat(output).contains("woven by AspectJ"));
	}

	@Test
	void withoutCachingThereIsNoGuard() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
					RequestStateCacheAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("requestStateCacheGuardPostProcessor"));
	}

	static class Standard {

		@CacheResult(cacheName = "standard")
		public String greeting() {
			return "Hello " + Visitor.current();
		}

	}

	static class Named {

		@Cacheable(cacheNames = "named", cacheManager = "second")
		public String greeting() {
			return Visitor.current();
		}

	}

	@SuppressWarnings("serial")
	static class CountingInterceptor extends CacheInterceptor {

		private int count;

		@Override
		protected Object execute(CacheOperationInvoker invoker, Object target, Method method, Object[] args) {
			this.count++;
			return super.execute(invoker, target, method, args);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInterceptor {

		@Bean
		@Primary
		CountingInterceptor countingInterceptor(CacheOperationSource source) {
			CountingInterceptor interceptor = new CountingInterceptor();
			interceptor.setCacheOperationSource(source);
			return interceptor;
		}

		@Bean
		@Primary
		CacheManager first() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		CacheManager second() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		Named named() {
			return new Named();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Early {

		@Bean
		static EarlyPostProcessor earlyPostProcessor(BeanFactoryCacheOperationSourceAdvisor advisor) {
			return new EarlyPostProcessor(advisor);
		}

	}

	record EarlyPostProcessor(
			BeanFactoryCacheOperationSourceAdvisor advisor) implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return 0;
		}

	}

}
