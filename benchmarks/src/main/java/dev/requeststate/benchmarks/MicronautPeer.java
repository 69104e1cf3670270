package dev.requeststate.benchmarks;

import java.util.Objects;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import org.jspecify.annotations.Nullable;

/**
 * {@code @RequestScope} of Micronaut, with the stand-ins that it generates when the
 * classes are compiled. A request is begun and ended as its HTTP server does: the request
 * is put into the propagated context, and an event tells that it is over.
 *
 * @see <a href=
 * "https://guides.micronaut.io/latest/micronaut-scope-types-maven-java.html">Micronaut
 * Scope Types</a>
 */
final class MicronautPeer implements ProxyingPeer {

	private final ApplicationContext application;

	private final ApplicationEventPublisher<HttpRequestTerminatedEvent> ends;

	private final ProxiedBeans beans;

	private @Nullable HttpRequest<?> request;

	private PropagatedContext.@Nullable Scope scope;

	MicronautPeer() {
		this.application = ApplicationContext.run();
		this.ends = this.application.getEventPublisher(HttpRequestTerminatedEvent.class);
		this.beans = new ProxiedBeans((type) -> this.application.getBean(type));
	}

	@Override
	public void open() {
		HttpRequest<?> request = HttpRequest.GET("/books");
		this.request = request;
		this.scope = PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(request)).propagate();
	}

	@Override
	public void close() {
		Objects.requireNonNull(this.scope).close();
		this.ends.publishEvent(new HttpRequestTerminatedEvent(Objects.requireNonNull(this.request)));
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
