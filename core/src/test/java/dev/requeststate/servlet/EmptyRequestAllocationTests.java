package dev.requeststate.servlet;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import dev.requeststate.Allocation;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request allocates that uses nothing: opened, made current and closed, filter and
 * hook of the container included, with 16 locals defined.
 */
class EmptyRequestAllocationTests {

	// From JDK 25 on a block binds a scoped value as well.
	private static final long LIMIT = (Runtime.version().feature() < 25) ? 224 : 320;

	private static final long OBJECT = 16;

	// Defined, and used by nobody here.
	private final List<RequestLocal<Object>> locals = IntStream.range(0, 16)
		.mapToObj((i) -> RequestLocal.withInitial("local" + i, Object::new))
		.toList();

	private final Container container = new Container();

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestStateFilter filter = new RequestStateFilter(this.factory, List.of(this.container),
			RequestInfoMode.LAZY);

	private volatile byte[] garbage = {};

	private final FilterChain empty = (request, response) -> {
	};

	private final FilterChain allocating = (request, response) -> this.garbage = new byte[0];

	private final FilterChain exceeding = (request, response) -> this.garbage = new byte[(int) LIMIT];

	@Test
	void staysWithinTheLimit() {
		assertThat(Allocation.settled(LIMIT, () -> request(this.empty))).isBetween(1L, LIMIT);
		assertThat(this.factory.closed()).isPositive().isEqualTo(this.factory.opened());
		assertThat(this.filter.closedByContainer()).isEqualTo(this.factory.closed());
		assertThat(this.locals).hasSize(16);
	}

	@Test
	void oneObjectMoreIsSeen() {
		// In this order: what is compiled meanwhile allocates less, and not more.
		long with = Allocation.now(() -> request(this.allocating));
		assertThat(Allocation.settled(with - OBJECT, () -> request(this.empty))).isBetween(1L, with - OBJECT);
	}

	@Test
	void whatIsBeyondTheLimitIsCaught() {
		assertThat(Allocation.now(() -> request(this.exceeding))).isGreaterThan(LIMIT);
	}

	private void request(FilterChain chain) {
		this.container.begin();
		try {
			this.filter.doFilter(this.container, this.container.response, chain);
		}
		catch (IOException | ServletException ex) {
			throw new AssertionError(ex);
		}
		this.container.complete();
	}

	/**
	 * A container that recycles its one request, and allocates nothing itself but an
	 * entry of the request's attributes, in the kind of map that Tomcat has.
	 */
	private static final class Container extends HttpServletRequestWrapper implements RequestCompletion {

		private final Map<String, Object> attributes = new ConcurrentHashMap<>();

		private final HttpServletResponse response = nothing(HttpServletResponse.class);

		Container() {
			super(nothing(HttpServletRequest.class));
		}

		private static <T> T nothing(Class<T> type) {
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						throw new UnsupportedOperationException(method.getName());
					}));
		}

		void begin() {
			setAttribute(ATTRIBUTE, this);
		}

		void complete() {
			((Runnable) this.attributes.get(ATTRIBUTE)).run();
			this.attributes.clear();
		}

		@Override
		public boolean register(HttpServletRequest request, Runnable onCompletion) {
			return request.getAttribute(ATTRIBUTE) == this;
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.get(name);
		}

		@Override
		public void setAttribute(String name, Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public String getMethod() {
			return "GET";
		}

		@Override
		public String getRequestURI() {
			return "/books";
		}

		@Override
		public @Nullable String getQueryString() {
			return null;
		}

		@Override
		public DispatcherType getDispatcherType() {
			return DispatcherType.REQUEST;
		}

		@Override
		public boolean isAsyncStarted() {
			return false;
		}

	}

}
