package dev.requeststate.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a hop costs beside the hand-over itself, from a thread where the request is
 * current all the time to one where nothing is.
 * <p>
 * One operation is: submit, and run the task, which reads the value. It contains neither
 * making the request current, nor a queue and the waking of a thread, which are in
 * {@link HopThreadBenchmark}. Where a peer holds a lease from the submission to the
 * task's end, as ours does, that is contained.
 */
@Fork(value = 3, jvmArgsPrepend = "--add-opens=java.base/java.lang=ALL-UNNAMED")
@State(Scope.Thread)
public class HopBenchmark extends KeptHops {

	/**
	 * What runs the task. {@code cold}: a pool's thread that nothing was carried to yet,
	 * so its table of thread locals is there and has none of the entries that are needed;
	 * the floor contains the making of that table. {@code warm}: a pool's thread that has
	 * what earlier hops have left.
	 */
	@Param({ "cold", "warm" })
	public String thread = "cold";

	private OtherThread otherThread = new OtherThread(true);

	/**
	 * Open a request, and make it current.
	 */
	@Setup
	public void setUp(BenchmarkParams parameters) {
		this.otherThread = switch (this.thread) {
			case "cold" -> new OtherThread(true);
			case "warm" -> new OtherThread(false);
			default -> throw new IllegalArgumentException("No thread is '" + this.thread + "'");
		};
		open(parameters).begin();
	}

	/**
	 * End it.
	 */
	@TearDown
	public void tearDown() {
		request().end();
		request().close();
	}

	@Override
	void run(Runnable task) {
		this.otherThread.run(task);
	}

	@Override
	void hop() {
		submit(request());
		runKept();
	}

}
