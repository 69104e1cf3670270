package dev.requeststate.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.type.MethodMetadata;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Lets Spring Boot's own executor and scheduler be made by {@link PropagatingExecutors}.
 * <p>
 * Works on the definitions that Boot has registered, so that everything Boot decides
 * stays its decision: whether there is one, under which name and aliases, of which kind,
 * and whether it is lazy. Beans of the application are not touched. In a context that was
 * prepared ahead of time there is nothing left to do.
 */
final class BootExecutorReplacement implements BeanFactoryPostProcessor {

	static final String MAKER = "requestStatePropagatingExecutors";

	private static final String BOOT = "org.springframework.boot.autoconfigure.task.";

	private static final Map<String, String> METHODS = Map.of(ThreadPoolTaskExecutor.class.getName(),
			"threadPoolTaskExecutor", SimpleAsyncTaskExecutor.class.getName(), "simpleAsyncTaskExecutor",
			ThreadPoolTaskScheduler.class.getName(), "threadPoolTaskScheduler",
			SimpleAsyncTaskScheduler.class.getName(), "simpleAsyncTaskScheduler");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		replace("applicationTaskExecutor", beanFactory);
		replace("taskScheduler", beanFactory);
	}

	private static void replace(String name, ConfigurableListableBeanFactory beanFactory) {
		if (!(beanFactory instanceof BeanDefinitionRegistry registry) || !registry.containsBeanDefinition(name)) {
			return;
		}
		BeanDefinition definition = registry.getBeanDefinition(name);
		String method = method(definition);
		if (method != null && definition instanceof RootBeanDefinition boot) {
			RootBeanDefinition propagating = new RootBeanDefinition(boot);
			propagating.setFactoryBeanName(MAKER);
			propagating.setResolvedFactoryMethod(null);
			propagating.setUniqueFactoryMethodName(method);
			// Removed first: an application of Boot refuses to override definitions.
			registry.removeBeanDefinition(name);
			registry.registerBeanDefinition(name, propagating);
		}
	}

	private static @Nullable String method(BeanDefinition definition) {
		MethodMetadata made = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		return (made != null && made.getDeclaringClassName().startsWith(BOOT)) ? METHODS.get(made.getReturnTypeName())
				: null;
	}

}
