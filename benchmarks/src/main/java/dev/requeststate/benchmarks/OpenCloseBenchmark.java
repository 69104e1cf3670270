package dev.requeststate.benchmarks;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.servlet.GuiceFilter;
import com.google.inject.servlet.RequestScoped;
import com.google.inject.servlet.ServletModule;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.servlet.RequestCompletion;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.RequestContextFilter;

/**
 * A whole request around an empty chain: opened, made current, closed. Run with
 * {@code -prof gc} for the bytes.
 * <p>
 * One operation is one dispatch through one filter, or through the block that stands for
 * one. It contains no value of any scope, and of a container nothing but the map of the
 * request's attributes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(4)
@State(Scope.Thread)
public class OpenCloseBenchmark {

	private static final List<RequestLocal<Object>> locals = new ArrayList<>();

	static {
		for (int i = 0; i < 16; i++) {
			locals.add(RequestLocal.withInitial("local" + i, Object::new));
		}
	}

	private static final ContextKey<HttpServletRequest> KEY = ContextKey.named("request");

	private static final FilterChain CHAIN = (request, response) -> {
	};

	private final EmptyRequest request = new EmptyRequest();

	private final HttpServletResponse response = EmptyRequest.response();

	private final AttributeCompletion completion = new AttributeCompletion();

	private final RequestStateFilter requestState = new RequestStateFilter(RequestContextFactory.builder().build(),
			List.of(this.completion), RequestInfoMode.LAZY);

	private final RequestContextFilter springRequestContext = new RequestContextFilter();

	private final Injector injector = Guice.createInjector(new ServletModule());

	private final GuiceFilter guice = new GuiceFilter();

	/**
	 * Start Guice's filter as a container does, and see that each system keeps requests
	 * apart.
	 */
	@Setup
	public void setUp() throws Exception {
		ServletContext context = stub(ServletContext.class, null);
		this.guice.init(stub(FilterConfig.class, context));
		requireApart(this::throughRequestState, locals.get(0)::get);
		requireApart(this::throughSpring, RequestContextHolder::currentRequestAttributes);
		requireApart(this::throughGuice, () -> this.injector.getInstance(GuiceValue.class));
		requireApart(this::throughOpenTelemetry, () -> Objects.requireNonNull(Context.current().get(KEY)));
	}

	private static <T> T stub(Class<T> type, @Nullable Object answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> answer));
	}

	private static void requireApart(Way way, Supplier<Object> value) throws Exception {
		List<Object> seen = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			way.pass(new EmptyRequest(), (request, response) -> {
				seen.add(value.get());
				seen.add(value.get());
			});
		}
		if (seen.get(0) != seen.get(1) || seen.get(2) != seen.get(3) || seen.get(1) == seen.get(2)) {
			throw new IllegalStateException("Two requests do not have a value each: " + seen);
		}
	}

	/**
	 * Ours, ended by a completion that works as the Tomcat valve does.
	 */
	@Benchmark
	public void requestState() throws Exception {
		throughRequestState(this.request, CHAIN);
	}

	private void throughRequestState(EmptyRequest request, FilterChain chain) throws Exception {
		this.completion.mark(request);
		this.requestState.doFilter(request, this.response, chain);
		this.completion.complete(request);
		request.recycle();
	}

	/**
	 * Spring's, which ends with the dispatch and destroys nothing here either.
	 */
	@Benchmark
	public void springRequestContextFilter() throws Exception {
		throughSpring(this.request, CHAIN);
	}

	private void throughSpring(EmptyRequest request, FilterChain chain) throws Exception {
		this.springRequestContext.doFilter(request, this.response, chain);
		request.recycle();
	}

	/**
	 * Guice's filter with an empty servlet module, as in
	 * <a href="https://github.com/google/guice/wiki/Servlets">its documentation</a>. Its
	 * scope lives in the request's attributes: nothing is opened or destroyed, and the
	 * filter makes the request current.
	 */
	@Benchmark
	public void guice() throws Exception {
		throughGuice(this.request, CHAIN);
	}

	private void throughGuice(EmptyRequest request, FilterChain chain) throws Exception {
		this.guice.doFilter(request, this.response, chain);
		request.recycle();
	}

	/**
	 * A context with one value, current around the chain, as in
	 * <a href="https://opentelemetry.io/docs/languages/java/api/#context">OpenTelemetry's
	 * documentation</a>. It is no scope: nothing is ever made or destroyed in it.
	 */
	@Benchmark
	public void openTelemetry() throws Exception {
		throughOpenTelemetry(this.request, CHAIN);
	}

	private void throughOpenTelemetry(EmptyRequest request, FilterChain chain) throws Exception {
		try (io.opentelemetry.context.Scope scope = Context.current().with(KEY, request).makeCurrent()) {
			chain.doFilter(request, this.response);
		}
		request.recycle();
	}

	/**
	 * The map of the request alone, with as many attributes as ours sets.
	 */
	@Benchmark
	public void floor(Blackhole blackhole) {
		this.completion.mark(this.request);
		blackhole.consume(this.request);
		this.request.recycle();
	}

	/**
	 * One system's way around a chain.
	 */
	private interface Way {

		void pass(EmptyRequest request, FilterChain chain) throws Exception;

	}

	/**
	 * A value of Guice's request scope.
	 */
	@RequestScoped
	static class GuiceValue {

	}

	private static final class AttributeCompletion implements RequestCompletion {

		void mark(HttpServletRequest request) {
			request.setAttribute(ATTRIBUTE, this);
		}

		void complete(HttpServletRequest request) {
			if (request.getAttribute(ATTRIBUTE) instanceof Runnable onCompletion) {
				onCompletion.run();
			}
		}

		@Override
		public boolean register(HttpServletRequest request, Runnable onCompletion) {
			return request.getAttribute(ATTRIBUTE) == this;
		}

	}

}
