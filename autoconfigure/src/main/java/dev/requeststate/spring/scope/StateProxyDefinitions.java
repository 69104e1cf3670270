package dev.requeststate.spring.scope;

import dev.requeststate.context.CacheRole;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * The definitions of stand-ins in one bean factory.
 */
final class StateProxyDefinitions {

	private static final int TYPE_ARGUMENT = 1;

	static final int CACHE_ROLE_ARGUMENT = 2;

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanDefinitionRegistry registry;

	StateProxyDefinitions(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.registry = (BeanDefinitionRegistry) beanFactory;
	}

	/**
	 * Move a bean to the name of a target and put a stand-in in its place.
	 */
	void addProxy(String name) {
		String targetName = ScopedProxyUtils.getTargetBeanName(name);
		if (this.registry.containsBeanDefinition(targetName)) {
			throw new InvalidStateBeanException(
					"There is a bean named '" + targetName + "', and the request-state bean '" + name
							+ "' needs that name for itself, to give its own to its stand-in.",
					"Rename one of them.");
		}
		ResolvableType type = proxiedType(name, name);
		BeanDefinition target = this.registry.getBeanDefinition(name);
		RootBeanDefinition proxy = proxy(targetName, target, type, DeclaredCacheRole.of(name, target, type.toClass()));
		copyCandidacy(target, proxy);
		hide(target, type);
		this.registry.removeBeanDefinition(name);
		this.registry.registerBeanDefinition(targetName, target);
		this.registry.registerBeanDefinition(name, proxy);
	}

	/**
	 * Put a stand-in in the place of a scoped proxy of Spring's.
	 */
	void replaceProxy(String name) {
		String targetName = ScopedProxyUtils.getTargetBeanName(name);
		ResolvableType type = proxiedType(name, targetName);
		BeanDefinition target = this.registry.getBeanDefinition(targetName);
		BeanDefinition replaced = this.registry.getBeanDefinition(name);
		RootBeanDefinition proxy = proxy(targetName, target, type, DeclaredCacheRole.of(name, target, type.toClass()));
		copyCandidacy(replaced, proxy);
		proxy.setFallback(replaced.isFallback() || target.isFallback());
		hide(target, type);
		this.registry.removeBeanDefinition(name);
		this.registry.registerBeanDefinition(name, proxy);
	}

	/**
	 * Tell the type of a stand-in that was defined ahead of time: generated code leaves
	 * attributes out.
	 */
	void completeProxy(String name) {
		BeanDefinition proxy = this.registry.getBeanDefinition(name);
		if (!proxy.hasAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE)) {
			Class<?> type = definedType(name, proxy, this.beanFactory.getBeanClassLoader());
			proxy.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE,
					declaredType(ScopedProxyUtils.getTargetBeanName(name), type));
		}
	}

	/**
	 * The type of a stand-in, as its definition says it.
	 */
	static Class<?> definedType(String name, BeanDefinition proxy, @Nullable ClassLoader loader) {
		ValueHolder typeName = proxy.getConstructorArgumentValues().getIndexedArgumentValue(TYPE_ARGUMENT, null);
		Assert.state(typeName != null && typeName.getValue() != null, () -> "No type of '" + name + "'");
		return ClassUtils.resolveClassName(typeName.getValue().toString(), loader);
	}

	private RootBeanDefinition proxy(String targetName, BeanDefinition target, ResolvableType type,
			CacheRole cacheRole) {
		RootBeanDefinition proxy = new RootBeanDefinition(StateProxyFactoryBean.class);
		proxy.getConstructorArgumentValues().addIndexedArgumentValue(0, targetName);
		proxy.getConstructorArgumentValues().addIndexedArgumentValue(TYPE_ARGUMENT, type.toClass().getName());
		proxy.getConstructorArgumentValues().addIndexedArgumentValue(CACHE_ROLE_ARGUMENT, cacheRole);
		proxy.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		proxy.setDecoratedDefinition(new BeanDefinitionHolder(target, targetName));
		proxy.setSource(target.getSource());
		proxy.setRole(target.getRole());
		proxy.setDescription(target.getDescription());
		proxy.setResourceDescription(target.getResourceDescription());
		BeanQualifiers.copy(target, proxy);
		return proxy;
	}

	private static void copyCandidacy(BeanDefinition from, RootBeanDefinition to) {
		to.setAutowireCandidate(from.isAutowireCandidate());
		to.setPrimary(from.isPrimary());
		to.setFallback(from.isFallback());
		if (from instanceof AbstractBeanDefinition definition) {
			to.setDefaultCandidate(definition.isDefaultCandidate());
			to.copyQualifiersFrom(definition);
		}
	}

	private static void hide(BeanDefinition target, ResolvableType type) {
		target.setAutowireCandidate(false);
		target.setPrimary(false);
		target.setFallback(false);
		if (!type.toClass().isInterface()) {
			// Aspects of the bean have to leave it an instance of the class.
			target.setAttribute(AutoProxyUtils.PRESERVE_TARGET_CLASS_ATTRIBUTE, true);
		}
	}

	/**
	 * The type of the stand-in: of the bean, as far as it can be told without making it.
	 */
	private ResolvableType proxiedType(String name, String definitionName) {
		Class<?> type = this.beanFactory.getType(definitionName, false);
		if (type == null) {
			throw new InvalidStateBeanException("The type of the request-state bean '" + name + "' is not known.",
					"Define it by a class or by a @Bean method that declares a type; a FactoryBean has to be declared "
							+ "with the type of its object.");
		}
		StateBeanRules.check(name, type);
		String problem = ProxiedType.problem(type);
		if (problem == null) {
			return declaredType(definitionName, type);
		}
		Class<?> onlyInterface = onlyInterface(name, type);
		if (onlyInterface == null) {
			throw new InvalidStateBeanException(
					"The bean '" + name + "' cannot belong to a request: there can be no stand-in of its type, because "
							+ type.getName() + " " + problem,
					"If the class is yours, make it one that others can extend. Or let a @Bean method define it, and declare "
							+ "an interface as the method's return type, one that is not sealed.");
		}
		return ResolvableType.forClass(onlyInterface);
	}

	// With its generics, which Spring knows once it was asked for the class.
	private ResolvableType declaredType(String definitionName, Class<?> type) {
		this.beanFactory.getType(definitionName, false);
		if (this.beanFactory.getMergedBeanDefinition(definitionName) instanceof RootBeanDefinition definition) {
			ResolvableType declared = definition.getResolvableType();
			if (FactoryBean.class.isAssignableFrom(declared.toClass())) {
				declared = declared.as(FactoryBean.class).getGeneric();
			}
			if (declared.toClass() == type) {
				return declared;
			}
		}
		return ResolvableType.forClass(type);
	}

	/**
	 * What a scoped proxy with {@code proxyMode = INTERFACES} was asked to implement, if
	 * it is one interface.
	 */
	private @Nullable Class<?> onlyInterface(String name, Class<?> type) {
		boolean interfaces = Boolean.FALSE
			.equals(this.registry.getBeanDefinition(name).getPropertyValues().get("proxyTargetClass"));
		Class<?>[] declared = type.getInterfaces();
		return interfaces && declared.length == 1 && ProxiedType.problem(declared[0]) == null ? declared[0] : null;
	}

}
