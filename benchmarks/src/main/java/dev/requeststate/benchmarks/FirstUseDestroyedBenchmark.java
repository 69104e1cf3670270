package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs that a request uses objects for the first time, and destroys them at its
 * end: {@code @PreDestroy} of a bean, the destroyer of a request local.
 * <p>
 * One operation is a whole request, as in {@link FirstUseBenchmark}, where the opening
 * and the end alone are. Guice is not here because it destroys nothing.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Dlogback.configurationFile=quiet-logback.xml")
@State(Scope.Thread)
public class FirstUseDestroyedBenchmark {

	/**
	 * How many objects are made and destroyed.
	 */
	@Param({ "1", "20" })
	public int values;

	private int requests;

	/**
	 * Our beans, through their class proxies.
	 */
	@Benchmark
	public int requestState(OpenRequest.RequestState requestState) {
		return nextRequest(requestState.peer);
	}

	/**
	 * Our request locals, by hand.
	 */
	@Benchmark
	public int requestLocal(OpenRequest.RequestLocals locals) {
		return nextRequest(locals.peer);
	}

	/**
	 * Spring's own request scope, through its class proxies.
	 */
	@Benchmark
	public int springRequestScope(OpenRequest.Spring spring) {
		return nextRequest(spring.peer);
	}

	/**
	 * CDI, through client proxies.
	 */
	@Benchmark
	public int weld(OpenRequest.Weld weld) {
		return nextRequest(weld.peer);
	}

	/**
	 * Micronaut, through the stand-ins that were generated at compile time.
	 */
	@Benchmark
	public int micronaut(OpenRequest.Micronaut micronaut) {
		return nextRequest(micronaut.peer);
	}

	private int nextRequest(RequestScopePeer peer) {
		peer.close();
		peer.open();
		int sum = 0;
		for (int i = 0; i < this.values; i++) {
			sum += peer.countDestroyed(i);
		}
		this.requests++;
		return sum;
	}

	/**
	 * See that all were destroyed: those of the last request may be open still.
	 */
	@TearDown
	public void requireDestroyed() {
		int missing = this.requests * this.values - DestroyedCounter.destroyed();
		if (missing != 0 && missing != this.values) {
			throw new IllegalStateException(missing + " objects were not destroyed");
		}
	}

}
