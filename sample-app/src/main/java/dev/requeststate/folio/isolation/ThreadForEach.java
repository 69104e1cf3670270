package dev.requeststate.folio.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;

/**
 * Renders each section on a thread of its own, made by the request's context: a virtual
 * one from JDK 21 on.
 */
final class ThreadForEach {

	private ThreadForEach() {
	}

	/**
	 * Render the sections in the current context.
	 * @return the sections, in their order
	 */
	static List<String> render(List<Supplier<String>> sections) {
		ThreadFactory threads = RequestContext.current().threadFactory();
		List<FutureTask<String>> running = new ArrayList<>();
		for (Supplier<String> section : sections) {
			FutureTask<String> task = new FutureTask<>(section::get);
			threads.newThread(task).start();
			running.add(task);
		}
		return running.stream().map(ThreadForEach::join).toList();
	}

	private static String join(Future<String> section) {
		try {
			return section.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A section failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the sections were rendered", ex);
		}
	}

}
