package dev.requeststate.spring.devtools.restarts.driver;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What {@code jcmd GC.class_histogram} says of this process, after the full collection
 * that it begins with. Soft references have to be cleared at each
 * ({@code -XX:SoftRefLRUPolicyMSPerMB=0}), or it counts what nobody needs.
 */
final class Histogram {

	private Histogram() {
	}

	/**
	 * Count the instances that are reachable.
	 * @param type the name of exactly their class
	 */
	static long instances(String type) throws JMException {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return histogram.lines()
			.map((line) -> line.strip().split("\\s+"))
			.filter((parts) -> parts.length > 3 && parts[3].equals(type))
			.mapToLong((parts) -> Long.parseLong(parts[1]))
			.sum();
	}

}
