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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs that a request uses objects for the first time, so that they are made.
 * They want nothing of its end: see {@link FirstUseDestroyedBenchmark}.
 * <p>
 * One operation is a whole request: it is opened, each of its objects gets one call, and
 * it is ended. (It begins in the middle of one, which the setup has left open.) With no
 * objects it is the opening and the end alone, which can be subtracted from the others.
 * There is no filter in it and no server.
 * <p>
 * Of the twenty objects each has a class of its own where it is a bean.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Dlogback.configurationFile=quiet-logback.xml")
@State(Scope.Thread)
public class FirstUseBenchmark {

	/**
	 * How many objects are made.
	 */
	@Param({ "0", "1", "20" })
	public int values;

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
	 * Guice, through providers.
	 */
	@Benchmark
	public int guiceProvider(OpenRequest.Guice guice) {
		return nextRequest(guice.peer);
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
			sum += peer.count(i);
		}
		return sum;
	}

}
