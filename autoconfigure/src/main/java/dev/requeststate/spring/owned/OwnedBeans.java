package dev.requeststate.spring.owned;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.scope.RequestStateScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * Has the container make the request-state components of one bean factory of classes that
 * know the bean's owner, and tells each bean its owner, after its constructor and before
 * anything else.
 * <p>
 * To everybody who asks, a bean has the type it was defined with. What a {@code @Bean}
 * method or a supplier makes is left alone, and so is what was prepared ahead of time.
 */
public final class OwnedBeans implements BeanFactoryPostProcessor, SmartInstantiationAwareBeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(OwnedBeans.class);

	private final Supplier<CrossRequestGuard> guard;

	private volatile @Nullable CrossRequestGuard found;

	private final Map<String, Field> owners = new ConcurrentHashMap<>();

	/**
	 * Create the post-processor.
	 * @param guard is told of calls from elsewhere; asked for when the first bean is made
	 */
	public OwnedBeans(Supplier<CrossRequestGuard> guard) {
		this.guard = Objects.requireNonNull(guard, "'guard' must not be null");
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		if (AotDetector.useGeneratedArtifacts()) {
			logger.info("The cross-request guard is off: this application was prepared ahead of time, and the code "
					+ "that was generated for it makes its beans of their own classes.");
			return;
		}
		for (String name : beanFactory.getBeanDefinitionNames()) {
			if (beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition merged
					&& !merged.isAbstract() && RequestStateScope.NAME.equals(merged.getScope())) {
				String reason = own(name, merged, beanFactory);
				if (reason != null) {
					logger.debug("Calls of the bean '{}' from other requests are not seen: {}", name, reason);
				}
			}
		}
	}

	/**
	 * Change the class of a bean.
	 * @return why it was left alone, or null if it was changed
	 */
	private @Nullable String own(String name, AbstractBeanDefinition merged,
			ConfigurableListableBeanFactory beanFactory) {
		if (merged.getFactoryMethodName() != null) {
			return "a method makes it";
		}
		if (merged.getInstanceSupplier() != null) {
			return "a supplier makes it";
		}
		if (!(beanFactory.getBeanDefinition(name) instanceof AbstractBeanDefinition definition)) {
			return "its definition is of a kind of its own";
		}
		try {
			Class<?> type = merged.resolveBeanClass(beanFactory.getBeanClassLoader());
			if (type == null) {
				return "it has no class of its own";
			}
			String problem = OwnedType.problem(type);
			if (problem != null) {
				return type.getName() + " " + problem;
			}
			Field owner = OwnedClass.fieldFor(type);
			ReflectionUtils.makeAccessible(owner);
			definition.setBeanClass(owner.getDeclaringClass());
			this.owners.put(name, owner);
			return null;
		}
		catch (Exception | LinkageError ex) {
			return "no class could be defined beside its own (" + ex + ")";
		}
	}

	@Override
	public @Nullable Class<?> predictBeanType(Class<?> beanClass, String beanName) {
		Field owner = this.owners.get(beanName);
		return (owner != null && owner.getDeclaringClass() == beanClass) ? beanClass.getSuperclass() : null;
	}

	@Override
	public boolean postProcessAfterInstantiation(Object bean, String beanName) {
		Field owner = this.owners.get(beanName);
		if (owner != null && owner.getDeclaringClass().isInstance(bean)) {
			RequestContext context = RequestContext.currentOrNull();
			if (context != null) {
				String name = ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName)
						: beanName;
				ReflectionUtils.setField(owner, bean, new Owner(context, name, findGuard()));
			}
		}
		return true;
	}

	private CrossRequestGuard findGuard() {
		CrossRequestGuard guard = this.found;
		if (guard == null) {
			guard = this.guard.get();
			this.found = guard;
		}
		return guard;
	}

}
