package dev.requeststate.benchmarks;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.RequestScope;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Spring's request scope, with the class proxies that {@code @RequestScope} asks for. A
 * request is begun and ended with the calls of Spring's own {@code RequestContextFilter},
 * without its locale. As in every application of Spring Boot,
 * {@code @ConfigurationProperties} is looked for on each bean that is made; ours are in
 * such an application too.
 *
 * @see <a href=
 * "https://docs.spring.io/spring-framework/reference/core/beans/factory-scopes.html">Bean
 * Scopes</a>
 */
final class SpringPeer implements ProxyingPeer {

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final EmptyRequest request = new EmptyRequest();

	private final ProxiedBeans beans;

	private @Nullable ServletRequestAttributes attributes;

	SpringPeer() {
		this.application.getBeanFactory().registerScope(WebApplicationContext.SCOPE_REQUEST, new RequestScope());
		this.application.register(ConfigurationPropertiesAutoConfiguration.class);
		register(Counters.TYPES);
		register(DestroyedCounters.TYPES);
		this.application.refresh();
		this.beans = new ProxiedBeans((type) -> (Counter) this.application.getBean(type.getSimpleName()));
	}

	private void register(List<? extends Class<? extends Counter>> types) {
		for (Class<? extends Counter> type : types) {
			AnnotatedGenericBeanDefinition definition = new AnnotatedGenericBeanDefinition(type);
			definition.setScope(WebApplicationContext.SCOPE_REQUEST);
			BeanDefinitionHolder target = new BeanDefinitionHolder(definition, type.getSimpleName());
			BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(target, this.application, true);
			this.application.registerBeanDefinition(proxy.getBeanName(), proxy.getBeanDefinition());
		}
	}

	@Override
	public void open() {
		this.attributes = new ServletRequestAttributes(this.request);
		RequestContextHolder.setRequestAttributes(this.attributes);
	}

	@Override
	public void close() {
		RequestContextHolder.resetRequestAttributes();
		Objects.requireNonNull(this.attributes).requestCompleted();
		this.request.recycle();
	}

	@Override
	public ProxiedBeans beans() {
		return this.beans;
	}

	@Override
	public void stop() {
		this.application.close();
	}

}
