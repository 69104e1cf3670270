package dev.requeststate.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A hop with nothing but one thread: made current, submitted, made not current, and run
 * by the same thread then: the oldest form of this measurement, and the one that is the
 * hardest on whoever pays for making something current.
 * <p>
 * One operation is: make the request current, submit, make nothing current, run the task,
 * which reads the value. What the peers leave in the thread's table in between differs.
 */
@State(Scope.Thread)
public class HopSameThreadBenchmark extends KeptHops {

	/**
	 * Open a request.
	 */
	@Setup
	public void setUp(BenchmarkParams parameters) {
		open(parameters);
	}

	/**
	 * End it.
	 */
	@TearDown
	public void tearDown() {
		request().close();
	}

	@Override
	void run(Runnable task) {
		task.run();
	}

	@Override
	void hop() {
		HopPeer request = request();
		request.begin();
		try {
			submit(request);
		}
		finally {
			request.end();
		}
		runKept();
	}

}
