package dev.requeststate.spring.scope;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Registers the scope, and for each bean of it puts a stand-in in its place: the bean
 * itself moves to the name that Spring uses for the target of a scoped proxy.
 * <p>
 * Works on the definitions that everybody else has registered, so not before
 * {@link #postProcessBeanFactory}. What is converted already, as in a context that was
 * prepared ahead of time, it leaves alone.
 */
final class StateProxyRegistrar implements BeanDefinitionRegistryPostProcessor, DisposableBean {

	private @Nullable RequestStateScope scope;

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		registerScope(beanFactory);
		StateProxyDefinitions definitions = new StateProxyDefinitions(beanFactory);
		for (String name : beanFactory.getBeanDefinitionNames()) {
			BeanDefinition merged = beanFactory.getMergedBeanDefinition(name);
			if (merged.isAbstract() || !RequestStateScope.NAME.equals(merged.getScope())) {
				continue;
			}
			if (!ScopedProxyUtils.isScopedTarget(name)) {
				definitions.addProxy(name);
				continue;
			}
			String proxyName = ScopedProxyUtils.getOriginalBeanName(name);
			if (isDefinedBy(ScopedProxyFactoryBean.class, proxyName, beanFactory)) {
				definitions.replaceProxy(proxyName);
			}
			else if (isDefinedBy(StateProxyFactoryBean.class, proxyName, beanFactory)) {
				definitions.completeProxy(proxyName);
			}
		}
	}

	private void registerScope(ConfigurableListableBeanFactory beanFactory) {
		Scope registered = beanFactory.getRegisteredScope(RequestStateScope.NAME);
		if (registered != null && !(registered instanceof RequestStateScope)) {
			throw new InvalidStateBeanException(
					"The scope name '" + RequestStateScope.NAME + "' is taken by " + registered.getClass().getName()
							+ ".",
					"Register that scope under another name: '" + RequestStateScope.NAME
							+ "' is the one of @RequestState.");
		}
		if (registered == null) {
			this.scope = new RequestStateScope();
			beanFactory.registerScope(RequestStateScope.NAME, this.scope);
		}
	}

	private static boolean isDefinedBy(Class<?> type, String name, ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.containsBeanDefinition(name)
				&& type.getName().equals(beanFactory.getBeanDefinition(name).getBeanClassName());
	}

	@Override
	public void destroy() {
		if (this.scope != null) {
			this.scope.clear();
		}
	}

}
