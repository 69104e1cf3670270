package dev.requeststate.benchmarks;

import java.util.HashMap;
import java.util.Map;

import io.micronaut.runtime.http.scope.RequestScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundRequestContext;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * {@code @RequestScoped} of CDI in Weld, with its client proxies. The context is the one
 * that is bound to a map: in it Weld remembers what a proxy has found for the rest of the
 * request, which it does not in the one that a {@code RequestContextController} opens.
 *
 * @see <a href=
 * "https://docs.jboss.org/weld/reference/latest/en-US/html/contexts.html">Contexts in the
 * reference guide of Weld</a>
 */
final class WeldPeer implements ProxyingPeer {

	private final WeldContainer container;

	private final BoundRequestContext requestContext;

	private final ProxiedBeans beans;

	private Map<String, Object> request = new HashMap<>();

	WeldPeer() {
		this.container = new Weld().disableDiscovery()
			.addExtension(new Scopes())
			.addBeanClasses(Counters.TYPES.toArray(Class<?>[]::new))
			.addBeanClasses(DestroyedCounters.TYPES.toArray(Class<?>[]::new))
			.initialize();
		this.requestContext = this.container.select(BoundRequestContext.class, BoundLiteral.INSTANCE).get();
		this.beans = new ProxiedBeans((type) -> this.container.select(type).get());
	}

	@Override
	public void open() {
		this.request = new HashMap<>();
		this.requestContext.associate(this.request);
		this.requestContext.activate();
	}

	@Override
	public void close() {
		this.requestContext.invalidate();
		this.requestContext.deactivate();
		this.requestContext.dissociate(this.request);
	}

	@Override
	public ProxiedBeans beans() {
		return this.beans;
	}

	@Override
	public void stop() {
		this.container.close();
	}

	/**
	 * Gives the beans their scope, in the place of Micronaut's.
	 */
	static final class Scopes implements Extension {

		void give(@Observes ProcessAnnotatedType<? extends Counter> type) {
			type.configureAnnotatedType()
				.remove((annotation) -> annotation.annotationType() == RequestScope.class)
				.add(RequestScoped.Literal.INSTANCE);
		}

	}

}
