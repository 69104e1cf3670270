package dev.requeststate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.servlet.RequestCompletion;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.web.filter.RequestContextFilter;

/**
 * A whole request around an empty chain: opened, bound, closed. Run with {@code -prof gc}
 * for the bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class OpenCloseBenchmark {

	private static final List<RequestLocal<Object>> locals = new ArrayList<>();

	static {
		for (int i = 0; i < 16; i++) {
			locals.add(RequestLocal.withInitial("local" + i, Object::new));
		}
	}

	private static final FilterChain CHAIN = (request, response) -> {
	};

	private final EmptyRequest request = new EmptyRequest();

	private final HttpServletResponse response = EmptyRequest.response();

	private final AttributeCompletion completion = new AttributeCompletion();

	private final RequestStateFilter requestState = new RequestStateFilter(RequestContextFactory.builder().build(),
			List.of(this.completion), RequestInfoMode.LAZY);

	private final RequestContextFilter springRequestContext = new RequestContextFilter();

	/**
	 * Ours, ended by a completion that works as the Tomcat valve does.
	 */
	@Benchmark
	public void requestState() throws Exception {
		this.completion.mark(this.request);
		this.requestState.doFilter(this.request, this.response, CHAIN);
		this.completion.complete(this.request);
		this.request.recycle();
	}

	/**
	 * Spring's, which ends with the dispatch and destroys nothing here either.
	 */
	@Benchmark
	public void springRequestContextFilter() throws Exception {
		this.springRequestContext.doFilter(this.request, this.response, CHAIN);
		this.request.recycle();
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
