package dev.requeststate.spring.cache;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AbstractBeanFactoryPointcutAdvisor;
import org.springframework.aop.support.AbstractGenericPointcutAdvisor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts the guard before the caching advice of an application. The beans stay the
 * application's own: the interceptor, the cache managers and the caches.
 */
public final class CacheGuardPostProcessor implements BeanPostProcessor, SmartInitializingSingleton, PriorityOrdered {

	private static final Logger logger = LoggerFactory.getLogger(CacheGuardPostProcessor.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<CacheGuard> guard;

	private final List<GuardAdvice> advices = new CopyOnWriteArrayList<>();

	private volatile boolean ready;

	/**
	 * Create the post-processor.
	 * @param beanFactory whose caching is guarded
	 * @param guard decides; asked for when all singletons are there
	 */
	public CacheGuardPostProcessor(ConfigurableListableBeanFactory beanFactory, Supplier<CacheGuard> guard) {
		this.beanFactory = Objects.requireNonNull(beanFactory, "'beanFactory' must not be null");
		this.guard = Objects.requireNonNull(guard, "'guard' must not be null");
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractBeanFactoryPointcutAdvisor advisor && isOfCaching(advisor)) {
			guard(advisor.getAdvice(), advisor::setAdvice);
		}
		else if (bean instanceof AbstractGenericPointcutAdvisor advisor) {
			guard(advisor.getAdvice(), advisor::setAdvice);
		}
		return bean;
	}

	// Advice that is looked up by its name is made when it is asked for: only if it is
	// ours to wrap.
	private boolean isOfCaching(AbstractBeanFactoryPointcutAdvisor advisor) {
		String name = advisor.getAdviceBeanName();
		return advisor instanceof BeanFactoryCacheOperationSourceAdvisor
				|| (name != null && this.beanFactory.isTypeMatch(name, CacheInterceptor.class));
	}

	private void guard(Advice advice, Consumer<Advice> setter) {
		if (advice instanceof CacheInterceptor interceptor) {
			GuardAdvice guarded = new GuardAdvice(interceptor);
			setter.accept(guarded);
			this.advices.add(guarded);
			if (this.ready) {
				start(guarded);
			}
		}
	}

	/**
	 * Begins to guard.
	 * @throws UnguardedCachingException if there is caching that cannot be guarded
	 */
	@Override
	public void afterSingletonsInstantiated() {
		this.ready = true;
		this.advices.forEach(this::start);
		if (!this.guard.get().isOff()) {
			requireGuardedCaching();
			new OtherCaching(this.beanFactory).report();
		}
	}

	private void requireGuardedCaching() {
		String[] interceptors = this.beanFactory.getBeanNamesForType(CacheInterceptor.class, false, false);
		if (interceptors.length > 0 && this.advices.isEmpty()) {
			// Where beans are made late, nothing may have needed the advisor yet.
			this.beanFactory.getBeansOfType(BeanFactoryCacheOperationSourceAdvisor.class);
			if (this.advices.isEmpty()) {
				throw new UnguardedCachingException(Arrays.asList(interceptors));
			}
		}
	}

	private void start(GuardAdvice advice) {
		CacheInterceptor original = advice.original();
		original.afterSingletonsInstantiated();
		if (original.getClass() == CacheInterceptor.class) {
			GuardedInterceptor guarded = new GuardedInterceptor(this.guard.get(), original, this.beanFactory);
			guarded.afterSingletonsInstantiated();
			advice.redirect(guarded);
		}
		else {
			FallbackInterceptor guarded = new FallbackInterceptor(this.guard.get(), original);
			guarded.guardCaches(this.beanFactory);
			advice.redirect(guarded);
			logger.info("Cached methods go through an interceptor of the application, {}. The guard of cached calls "
					+ "works around it and is less exact: what is read in a condition counts as a part of the key.",
					original.getClass().getName());
		}
	}

}
