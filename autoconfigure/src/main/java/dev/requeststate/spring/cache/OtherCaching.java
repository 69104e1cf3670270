package dev.requeststate.spring.cache;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.config.CacheManagementConfigUtils;

/**
 * Says of caching that the guard has no means to reach that it is there.
 */
final class OtherCaching {

	private static final Logger logger = LoggerFactory.getLogger(OtherCaching.class);

	private static final String JCACHE_ADVISOR = "org.springframework.cache.jcache.interceptor.BeanFactoryJCacheOperationSourceAdvisor";

	private final ConfigurableListableBeanFactory beanFactory;

	OtherCaching(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void report() {
		if (this.beanFactory.containsBean(CacheManagementConfigUtils.CACHE_ASPECT_BEAN_NAME)) {
			logger.info("Caching is woven by AspectJ: results of cached methods are not guarded there, and a result "
					+ "that was made from one request is served to others.");
		}
		if (this.beanFactory.containsBean(CacheManagementConfigUtils.JCACHE_ADVISOR_BEAN_NAME)) {
			List<String> beans = beansWithJCache();
			if (!beans.isEmpty()) {
				logger.info(
						"Results of methods with JCache annotations (javax.cache.annotation) are not guarded, and "
								+ "one that was made from one request is served to others. They are in use in: {}",
						beans);
			}
		}
	}

	// The advisor is there whenever the API is, the annotations need not be.
	private List<String> beansWithJCache() {
		List<String> names = new ArrayList<>();
		for (String name : this.beanFactory.getSingletonNames()) {
			if (this.beanFactory.getSingleton(name) instanceof Advised advised) {
				for (Advisor advisor : advised.getAdvisors()) {
					if (advisor.getClass().getName().equals(JCACHE_ADVISOR)) {
						names.add(name);
					}
				}
			}
		}
		return names;
	}

}
