package dev.requeststate.autoconfigure;

import dev.requeststate.spring.cache.RequestCacheManager;
import dev.requeststate.spring.cache.RequestCacheResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the caches that live in the request context. They are nobody's
 * default: both beans have to be asked for by name, and there is a manager only beside
 * another one, because Spring takes the only one there is.
 */
@AutoConfiguration(afterName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnBean(CacheAspectSupport.class)
public final class RequestStateRequestCacheAutoConfiguration {

	private static final String MANAGER = "requestCacheManager";

	@Bean(name = MANAGER, defaultCandidate = false)
	@ConditionalOnBean(CacheManager.class)
	@ConditionalOnMissingBean(name = MANAGER)
	RequestCacheManager requestCacheManager() {
		return new RequestCacheManager();
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "requestCacheResolver")
	RequestCacheResolver requestCacheResolver(@Qualifier(MANAGER) ObjectProvider<CacheManager> manager) {
		return new RequestCacheResolver(manager.getIfAvailable(RequestCacheManager::new));
	}

}
