package dev.requeststate.spring.test.web;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.cache.CacheGuard;
import dev.requeststate.spring.owned.CrossRequestException;
import dev.requeststate.spring.scope.StateProxy;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A slice of an application reads the application's properties, also those of what it
 * leaves out: it has no Redis.
 */
@WebMvcTest(controllers = BasketPages.class,
		properties = { "request-state.cache.tags=redis", "request-state.cross-request-guard=fail",
				"request-state.mdc.enabled=true" })
@Import(Basket.class)
class WebMvcSlicePropertiesTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Basket basket;

	@Autowired
	private RequestContextFactory factory;

	@Test
	void cachedCallsAreGuardedWithoutTags(@Autowired CacheGuard guard) {
		assertThat(guard).isNotNull();
		assertThat(this.mvc.get().uri("/add/atlas")).hasStatusOk();
	}

	@Test
	void aBasketOfAnotherRequestIsNotCalled() {
		Basket target = this.factory.call("first",
				() -> (Basket) ((StateProxy) (Object) this.basket).requestStateTarget());
		this.factory.run("second",
				() -> assertThatExceptionOfType(CrossRequestException.class).isThrownBy(target::books));
	}

	@Test
	void theIdentityOfTheContextIsInTheDiagnosticContext() {
		this.factory.run("work", () -> assertThat(MDC.get("requestStateId")).isEqualTo(RequestContext.current().id()));
	}

	@TestConfiguration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

}
