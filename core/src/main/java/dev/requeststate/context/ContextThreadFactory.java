package dev.requeststate.context;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads for one context, which each hold a lease for as long as they live.
 */
final class ContextThreadFactory implements ThreadFactory {

	private static final ThreadFactory THREADS = threads();

	private final SlotContext context;

	ContextThreadFactory(SlotContext context) {
		this.context = context;
	}

	private static ThreadFactory threads() {
		try {
			// Thread.ofVirtual().factory(), JDK 21.
			Method ofVirtual = Thread.class.getMethod("ofVirtual");
			Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
			return (ThreadFactory) factory.invoke(ofVirtual.invoke(null));
		}
		catch (ReflectiveOperationException ex) {
			// Before JDK 21, or in JDK 19 and 20, where it is a preview.
			return ContextThreadFactory::daemon;
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public Thread newThread(Runnable task) {
		Lease lease = this.context.leaseFor(task.getClass());
		try {
			return THREADS.newThread(() -> {
				try (lease) {
					lease.run(task);
				}
			});
		}
		catch (Throwable ex) {
			lease.close();
			throw ex;
		}
	}

}
