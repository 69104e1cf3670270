package dev.requeststate.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.scope.RequestStateScope;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Our own beans, as the starter sets them up.
 */
final class RequestStatePeer implements ProxyingPeer {

	private static final ContextOrigin ORIGIN = () -> "benchmark";

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	private final RequestContextFactory factory;

	private final ProxiedBeans beans;

	private @Nullable Lease lease;

	private @Nullable Binding binding;

	RequestStatePeer() {
		this.application.register(RequestStateAutoConfiguration.class, InterfaceBeans.class);
		register(Counters.TYPES);
		register(DestroyedCounters.TYPES);
		this.application.refresh();
		this.factory = this.application.getBean(RequestContextFactory.class);
		this.beans = new ProxiedBeans((type) -> (Counter) this.application.getBean(type.getSimpleName()));
	}

	private void register(List<? extends Class<? extends Counter>> types) {
		for (Class<? extends Counter> type : types) {
			AnnotatedGenericBeanDefinition definition = new AnnotatedGenericBeanDefinition(type);
			definition.setScope(RequestStateScope.NAME);
			this.application.registerBeanDefinition(type.getSimpleName(), definition);
		}
	}

	/**
	 * The stand-in for a bean that is known by an interface of the application.
	 */
	Count interfaceStandIn() {
		return this.application.getBean("interfaceBean", Count.class);
	}

	/**
	 * The stand-in for a bean that is known by an interface of the JDK.
	 */
	IntSupplier jdkInterfaceStandIn() {
		return this.application.getBean("jdkInterfaceBean", IntSupplier.class);
	}

	@Override
	public void open() {
		this.lease = this.factory.open(ORIGIN);
		this.binding = this.lease.bind();
	}

	@Override
	public void close() {
		Objects.requireNonNull(this.binding).close();
		Objects.requireNonNull(this.lease).close();
	}

	@Override
	public ProxiedBeans beans() {
		return this.beans;
	}

	@Override
	public void stop() {
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceBeans {

		@Bean
		@RequestState
		Count interfaceBean() {
			return new Counter();
		}

		@Bean
		@RequestState
		IntSupplier jdkInterfaceBean() {
			return new Counter();
		}

	}

}
