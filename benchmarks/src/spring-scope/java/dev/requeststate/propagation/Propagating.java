package dev.requeststate.propagation;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Gives the request's attributes to another thread, which Spring leaves to its users. The
 * request must not end before the task does.
 */
public final class Propagating {

	private Propagating() {
	}

	/**
	 * The executor itself: all that the pages give it is made by {@link #futureTask}.
	 */
	public static Executor executor(Executor executor) {
		return executor;
	}

	public static <T> RunnableFuture<T> futureTask(Callable<T> task) {
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		return new FutureTask<>(() -> {
			RequestContextHolder.setRequestAttributes(attributes);
			try {
				return task.call();
			}
			finally {
				RequestContextHolder.resetRequestAttributes();
			}
		});
	}

}
