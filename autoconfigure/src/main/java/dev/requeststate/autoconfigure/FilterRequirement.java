package dev.requeststate.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.requeststate.servlet.RequestStateFilter;
import dev.requeststate.spring.scope.RequestStateScope;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Lets an application fail to start whose request-state beans nobody opens a context for.
 */
final class FilterRequirement implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	FilterRequirement(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory.getBeanNamesForType(RequestStateFilter.class, true, false).length > 0) {
			return;
		}
		List<String> beans = new ArrayList<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			if (RequestStateScope.NAME.equals(this.beanFactory.getMergedBeanDefinition(name).getScope())) {
				beans.add(ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name);
			}
		}
		if (!beans.isEmpty()) {
			throw new MissingFilterException(beans);
		}
	}

}
