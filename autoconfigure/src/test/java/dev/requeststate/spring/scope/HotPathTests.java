package dev.requeststate.spring.scope;

import java.lang.StackWalker.StackFrame;
import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lies between a call of a stand-in and the bean.
 */
class HotPathTests {

	private static final int CALLS = 100_000;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RequestStateScopeConfiguration.class, Inspected.class);

	@Test
	void nothingIsOnTheStackButTheStandInItself() {
		this.runner.run((context) -> {
			Inspected standIn = context.getBean(Inspected.class);
			RequestContext.run("test", () -> {
				standIn.next();
				List<StackFrame> stack = standIn.stack();
				assertThat(stack.get(0).getDeclaringClass()).isEqualTo(Inspected.class);
				assertThat(stack.get(1).getDeclaringClass()).isEqualTo(standIn.getClass());
				assertThat(stack.get(2).getDeclaringClass()).isEqualTo(HotPathTests.class);
			});
		});
	}

	@Test
	void aCallAllocatesNothing() {
		this.runner.run((context) -> {
			Inspected standIn = context.getBean(Inspected.class);
			ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			RequestContext.run("test", () -> {
				call(standIn);
				assertThat(allocatedBy(threads, standIn)).isLessThan(CALLS);
				assertThat(standIn.next()).isEqualTo(2 * CALLS + 1);
			});
			// That the measure can fail: one small object for each call.
			RequestContext.run("control",
					() -> assertThat(allocatedBy(threads, new Inspected.Allocating())).isGreaterThan(CALLS * 8L));
		});
	}

	// Less than a byte for each call is nothing for each call.
	private static long allocatedBy(ThreadMXBean threads, Inspected inspected) {
		long before = threads.getCurrentThreadAllocatedBytes();
		call(inspected);
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	private static void call(Inspected inspected) {
		for (int i = 0; i < CALLS; i++) {
			inspected.next();
		}
	}

	@RequestState
	static class Inspected {

		private int calls;

		int next() {
			return ++this.calls;
		}

		List<StackFrame> stack() {
			return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
				.walk((frames) -> frames.limit(3).toList());
		}

		static class Allocating extends Inspected {

			volatile byte[] garbage = {};

			@Override
			int next() {
				this.garbage = new byte[16];
				return super.next();
			}

		}

	}

}
