package dev.requeststate.spring.scope;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.requeststate.context.CacheRole;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.core.type.MethodMetadata;

/**
 * Tells which beans of a bean factory, and of those above it, belong to requests. Makes
 * none of them.
 */
public final class StateBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a list of the beans of a factory.
	 * @param beanFactory the factory
	 */
	public StateBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = Objects.requireNonNull(beanFactory, "'beanFactory' must not be null");
	}

	/**
	 * All of them, in the order of their names. Where a factory has a bean of the name of
	 * one above it, that one is left out.
	 */
	public List<StateBean> list() {
		Map<String, StateBean> beans = new LinkedHashMap<>();
		BeanFactory factory = this.beanFactory;
		while (factory instanceof ConfigurableListableBeanFactory listable) {
			for (String definitionName : listable.getBeanDefinitionNames()) {
				StateBean bean = describe(listable, definitionName);
				if (bean != null) {
					beans.putIfAbsent(bean.name(), bean);
				}
			}
			factory = listable.getParentBeanFactory();
		}
		List<StateBean> sorted = new ArrayList<>(beans.values());
		sorted.sort(Comparator.comparing(StateBean::name));
		return List.copyOf(sorted);
	}

	private static @Nullable StateBean describe(ConfigurableListableBeanFactory factory, String definitionName) {
		BeanDefinition definition = factory.getMergedBeanDefinition(definitionName);
		if (definition.isAbstract() || !RequestStateScope.NAME.equals(definition.getScope())) {
			return null;
		}
		String name = ScopedProxyUtils.isScopedTarget(definitionName)
				? ScopedProxyUtils.getOriginalBeanName(definitionName) : definitionName;
		Class<?> type = factory.getType(definitionName, false);
		return new StateBean(name, (type != null) ? type.getName() : "?", source(definition, type),
				type != null && DeclaredDestroyer.isDeclared(definition, type),
				cacheRole(factory, name, definition, type));
	}

	private static String source(BeanDefinition definition, @Nullable Class<?> type) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		if (method != null) {
			return method.getDeclaringClassName() + '.' + method.getMethodName() + "()";
		}
		// Not the description of its resource, which says where on the machine that is.
		return (type != null) ? type.getName() : "?";
	}

	// As it was decided for the stand-in; where that is Spring's own, as it is declared.
	private static CacheRole cacheRole(ConfigurableListableBeanFactory factory, String name, BeanDefinition definition,
			@Nullable Class<?> type) {
		if (factory.containsBeanDefinition(name)) {
			ValueHolder role = factory.getBeanDefinition(name)
				.getConstructorArgumentValues()
				.getIndexedArgumentValue(StateProxyDefinitions.CACHE_ROLE_ARGUMENT, null);
			if (role != null && role.getValue() instanceof CacheRole decided) {
				return decided;
			}
		}
		return (type != null) ? DeclaredCacheRole.of(name, definition, type) : CacheRole.STATE;
	}

}
