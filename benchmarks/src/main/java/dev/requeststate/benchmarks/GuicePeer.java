package dev.requeststate.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provider;
import com.google.inject.servlet.RequestScoped;
import com.google.inject.servlet.RequestScoper.CloseableScope;
import com.google.inject.servlet.ServletModule;
import com.google.inject.servlet.ServletScopes;
import org.jspecify.annotations.Nullable;

/**
 * {@code ServletScopes.REQUEST} of Guice. Guice makes no stand-ins: its documentation has
 * a singleton ask a {@code Provider}. It destroys nothing at the end of a request either.
 * <p>
 * A request is one of {@code scopeRequest}, which keeps its objects in a map; inside
 * {@code GuiceFilter} they would be attributes of the HTTP request.
 *
 * @see <a href=
 * "https://google.github.io/guice/api-docs/latest/javadoc/com/google/inject/servlet/ServletScopes.html">ServletScopes</a>
 */
final class GuicePeer implements RequestScopePeer {

	private final List<? extends Provider<? extends Counter>> counters;

	private @Nullable CloseableScope scope;

	GuicePeer() {
		Injector injector = Guice.createInjector(new Beans());
		this.counters = Counters.TYPES.stream().map(injector::getProvider).toList();
	}

	/**
	 * What gives the first bean.
	 */
	Provider<? extends Counter> provider() {
		return this.counters.get(0);
	}

	@Override
	public void open() {
		this.scope = ServletScopes.scopeRequest(Map.of()).open();
	}

	@Override
	public void close() {
		Objects.requireNonNull(this.scope).close();
	}

	@Override
	public void stop() {
		// An injector has no end.
	}

	@Override
	public Counter standIn() {
		return provider().get();
	}

	@Override
	public int count(int index) {
		return this.counters.get(index).get().increment();
	}

	@Override
	public int countDestroyed(int index) {
		throw new UnsupportedOperationException("Guice destroys nothing");
	}

	private static final class Beans extends ServletModule {

		@Override
		protected void configureServlets() {
			Counters.TYPES.forEach((type) -> bind(type).in(RequestScoped.class));
		}

	}

}
