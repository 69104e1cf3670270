package dev.requeststate.spring.job;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.scope.InvalidStateBeanException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.core.Ordered;
import org.springframework.util.ReflectionUtils;

/**
 * Proxies beans with {@link dev.requeststate.OpensRequestContext}.
 * <p>
 * After the proxies that Spring makes of advisors, around which the context is opened,
 * and before the one of {@code @Async}, which goes around the context.
 */
public final class OpensRequestContextPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	/**
	 * Create a post-processor.
	 * @param factory opens the contexts; asked for at the first call
	 * @param proxyTargetClass whether to proxy classes even where they have interfaces
	 */
	public OpensRequestContextPostProcessor(Supplier<RequestContextFactory> factory, boolean proxyTargetClass) {
		this.advisor = new DefaultPointcutAdvisor(new OpensRequestContextPointcut(),
				new OpensRequestContextInterceptor(factory));
		setBeforeExistingAdvisors(true);
		setProxyTargetClass(proxyTargetClass);
		setOrder(Ordered.LOWEST_PRECEDENCE - 1);
	}

	@Override
	protected boolean isEligible(Object bean, String beanName) {
		boolean eligible = super.isEligible(bean, beanName);
		if (eligible) {
			check(AopUtils.getTargetClass(bean), beanName);
		}
		return eligible;
	}

	private void check(Class<?> type, String beanName) {
		if (isProxyTargetClass() && Modifier.isFinal(type.getModifiers())) {
			throw invalid("Class " + type.getName() + " of bean '" + beanName + "' is final", "class");
		}
		ReflectionUtils.doWithMethods(type, (method) -> {
			String obstacle = obstacle(method);
			if (obstacle != null && OpensRequestContextPointcut.find(method, type) != null) {
				throw invalid("Method " + type.getName() + "." + method.getName() + " of bean '" + beanName + "' is "
						+ obstacle, "method");
			}
		}, ReflectionUtils.USER_DECLARED_METHODS);
	}

	private static @Nullable String obstacle(Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers)) {
			return "private";
		}
		if (Modifier.isStatic(modifiers)) {
			return "static";
		}
		return Modifier.isFinal(modifiers) ? "final" : null;
	}

	private static InvalidStateBeanException invalid(String description, String what) {
		return new InvalidStateBeanException(
				description + ", so that no proxy can open a context around its calls, as @OpensRequestContext asks.",
				"Change the " + what + ", or remove the annotation and open the context in the code: "
						+ "RequestContext.run(\"name\", () -> ...).");
	}

}
