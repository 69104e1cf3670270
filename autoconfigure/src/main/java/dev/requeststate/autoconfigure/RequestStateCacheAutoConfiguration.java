package dev.requeststate.autoconfigure;

import java.util.List;

import dev.requeststate.spring.cache.CacheGuard;
import dev.requeststate.spring.cache.CacheGuardMode;
import dev.requeststate.spring.cache.CacheGuardPostProcessor;
import dev.requeststate.spring.cache.RefusalObserver;
import dev.requeststate.spring.metrics.RefusalCounter;
import dev.requeststate.spring.tag.TaggedEntries;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.cache.interceptor.AbstractCacheInvoker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of the guard of cached calls, where caching is enabled.
 */
@AutoConfiguration(after = { RequestStateAutoConfiguration.class, RequestStateCacheTagsAutoConfiguration.class },
		afterName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnBean(value = AbstractCacheInvoker.class, search = SearchStrategy.CURRENT)
public final class RequestStateCacheAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CacheGuard requestStateCacheGuard(RequestStateProperties properties, ObjectProvider<RefusalObserver> observers,
			ObjectProvider<TaggedEntries> entries) {
		CacheGuardMode mode = properties.cache().guard();
		List<RefusalObserver> told = observers.orderedStream().toList();
		// Tags have a configuration of their own, which an application may exclude.
		TaggedEntries tagged = entries.getIfAvailable();
		return (tagged != null) ? new CacheGuard(mode, told, tagged) : new CacheGuard(mode, told);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CacheGuardPostProcessor requestStateCacheGuardPostProcessor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<CacheGuard> guard) {
		return new CacheGuardPostProcessor(beanFactory, guard::getObject);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RefusalCounter requestStateRefusalCounter() {
			return new RefusalCounter();
		}

	}

}
