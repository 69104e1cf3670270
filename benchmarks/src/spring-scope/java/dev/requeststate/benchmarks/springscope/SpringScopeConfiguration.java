package dev.requeststate.benchmarks.springscope;

import dev.requeststate.spring.tag.CacheTags;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The beans that the library's auto-configuration would bring.
 */
@Configuration(proxyBeanMethods = false)
class SpringScopeConfiguration implements WebMvcConfigurer {

	private final BeanFactory beanFactory;

	SpringScopeConfiguration(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Bean
	CacheResolver requestCacheResolver(RequestCaches caches) {
		return (context) -> context.getOperation().getCacheNames().stream().map(caches::get).toList();
	}

	/**
	 * Without tags, all that is cached goes.
	 */
	@Bean
	CacheTags cacheTags(CacheManager caches) {
		return (tags) -> caches.getCacheNames().forEach((name) -> caches.getCache(name).clear());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new BeforeTheSections(this.beanFactory, "router", "cart", "insertedHtml"))
			.addPathPatterns("/", "/books/**", "/cart");
		registry.addInterceptor(new BeforeTheSections(this.beanFactory, "requestCaches")).addPathPatterns("/books/*");
	}

}
