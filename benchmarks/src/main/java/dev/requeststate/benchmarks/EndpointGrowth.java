package dev.requeststate.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import dev.requeststate.spring.actuate.RequestStateReport;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * What it costs to read the endpoint {@code requeststate} while many contexts are open,
 * each with five values and a lease; in a process of its own.
 * <p>
 * One read is the endpoint's operation and its result written as JSON, without HTTP.
 */
final class EndpointGrowth {

	private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final int FEWEST_READS = 11;

	private static final int LIMIT = 50;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final JsonMapper JSON = new JsonMapper();

	private EndpointGrowth() {
	}

	/**
	 * Measure and print.
	 * @param arguments how many contexts are open
	 */
	public static void main(String[] arguments) {
		int count = Integer.parseInt(arguments[0]);
		RequestContextFactory factory = RequestContextFactory.builder().build();
		List<Lease> open = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Lease request = factory.open(() -> "GET /books");
			request.run(() -> OpenRequests.Contexts.set(OpenRequests.LOCALS));
			open.add(request.context().leaseFor(EndpointGrowth.class));
			open.add(request);
		}
		RequestStateEndpoint endpoint = new RequestStateEndpoint(factory, new DefaultListableBeanFactory());
		RequestStateReport report = endpoint.report(null);
		Checks.isTrue(report.open().size() == Math.min(LIMIT, count), "Not as many as there should be");
		Checks.isTrue(report.counts().open() == count && report.counts().leases() == count, "Not all are counted");
		measure(endpoint);
		GrowthProcess.tell("most-output-bytes", JSON.writeValueAsBytes(endpoint.report(Integer.MAX_VALUE)).length);
		open.forEach(Lease::close);
		Checks.isTrue(endpoint.report(null).open().isEmpty(), "They are not closed");
	}

	private static void measure(RequestStateEndpoint endpoint) {
		reads(endpoint, WARM_UP_NANOS);
		long allocated = THREADS.getCurrentThreadAllocatedBytes();
		double[] nanos = reads(endpoint, MEASURED_NANOS);
		GrowthProcess.tell("allocated-bytes",
				(double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / nanos.length);
		Arrays.sort(nanos);
		GrowthProcess.tell("read-nanos", nanos[nanos.length / 2]);
		GrowthProcess.tell("output-bytes", JSON.writeValueAsBytes(endpoint.report(null)).length);
	}

	private static double[] reads(RequestStateEndpoint endpoint, long time) {
		List<Double> nanos = new ArrayList<>();
		long begin = System.nanoTime();
		while (nanos.size() < FEWEST_READS || System.nanoTime() - begin < time) {
			long start = System.nanoTime();
			Checks.isTrue(JSON.writeValueAsBytes(endpoint.report(null)).length > 0, "Nothing was written");
			nanos.add((double) (System.nanoTime() - start));
		}
		return nanos.stream().mapToDouble(Double::doubleValue).toArray();
	}

}
