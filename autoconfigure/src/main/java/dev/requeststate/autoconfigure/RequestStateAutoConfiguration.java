package dev.requeststate.autoconfigure;

import dev.requeststate.context.CurrentContextObserver;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.spring.job.OpensRequestContextPostProcessor;
import dev.requeststate.spring.lifecycle.AfterResponseTasks;
import dev.requeststate.spring.lifecycle.OpenContextsDrain;
import dev.requeststate.spring.lifecycle.OpenContextsReview;
import dev.requeststate.spring.scope.RequestStateScopeConfiguration;
import dev.requeststate.spring.scope.SessionAttributeGuard;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the request context and the {@code request-state} scope.
 */
@AutoConfiguration
@EnableConfigurationProperties(RequestStateProperties.class)
@Import(RequestStateScopeConfiguration.class)
public final class RequestStateAutoConfiguration {

	/**
	 * What the properties and beans say of the factory. A new one for each who asks, so
	 * that an application's own factory may be made of it.
	 */
	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	@ConditionalOnMissingBean
	RequestContextFactory.Builder requestContextFactoryBuilder(RequestStateProperties properties,
			AfterResponseTasks afterResponse, ObjectProvider<RequestContextObserver> observers,
			ObjectProvider<CurrentContextObserver> currentObservers,
			ObjectProvider<RequestContextFactoryBuilderCustomizer> customizers) {
		RequestContextFactory.Builder builder = RequestContextFactory.builder()
			.creationTimeout(properties.creationTimeout())
			.leaseWarnAfter(properties.lease().warnAfter())
			.leaseMaxAge(properties.lease().maxAge())
			.leakDetection(properties.leakDetection())
			.afterResponseExecutor(afterResponse::execute);
		observers.orderedStream().forEach(builder::observer);
		currentObservers.orderedStream().forEach(builder::currentObserver);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Bean
	@ConditionalOnMissingBean
	RequestContextFactory requestContextFactory(RequestContextFactory.Builder builder) {
		return builder.build();
	}

	/**
	 * What {@code RequestContext.run} uses for as long as this application lives.
	 */
	@Bean
	@ConditionalOnMissingBean
	RequestContextFactory.Registration defaultRequestContextFactory(RequestContextFactory factory) {
		return factory.makeDefault();
	}

	@Bean
	@ConditionalOnMissingBean
	AfterResponseTasks requestStateAfterResponseTasks() {
		return new AfterResponseTasks();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static OpensRequestContextPostProcessor opensRequestContextPostProcessor(
			ObjectProvider<RequestContextFactory> factory, Environment environment) {
		return new OpensRequestContextPostProcessor(factory::getObject,
				environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
	}

	// Here, where there is no condition that was looked at when the jar was built.
	@Bean
	GuardLeftOut requestStateGuardLeftOut(ListableBeanFactory beanFactory, Environment environment) {
		return new GuardLeftOut(beanFactory, environment);
	}

	// Where the factory is: one that comes from a parent context ends with the parent.
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnBean(value = RequestContextFactory.class, search = SearchStrategy.CURRENT)
	OpenContextsReview requestStateOpenContextsReview(RequestContextFactory factory,
			RequestStateProperties properties) {
		return new OpenContextsReview(factory.openContexts(), properties.lease().warnAfter(),
				properties.lease().maxAge());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnBean(value = RequestContextFactory.class, search = SearchStrategy.CURRENT)
	OpenContextsDrain requestStateOpenContextsDrain(RequestContextFactory factory,
			ObjectProvider<LifecycleProperties> lifecycle) {
		return new OpenContextsDrain(factory.openContexts(),
				lifecycle.getIfAvailable(LifecycleProperties::new).getTimeoutPerShutdownPhase());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnBooleanProperty(name = "request-state.filter.enabled", havingValue = false)
	@ConditionalOnBooleanProperty(name = "request-state.filter.required", matchIfMissing = true)
	static class FilterRequirementConfiguration {

		@Bean
		FilterRequirement requestStateFilterRequirement(ConfigurableListableBeanFactory beanFactory) {
			return new FilterRequirement(beanFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(ServletListenerRegistrationBean.class)
	static class SessionConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "requestStateSessionAttributeGuard")
		ServletListenerRegistrationBean<SessionAttributeGuard> requestStateSessionAttributeGuard() {
			return new ServletListenerRegistrationBean<>(new SessionAttributeGuard());
		}

	}

}
