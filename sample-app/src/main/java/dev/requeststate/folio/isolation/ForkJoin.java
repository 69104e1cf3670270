package dev.requeststate.folio.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.requeststate.propagation.Propagating;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Renders sections by halves in a fork/join pool that all requests share. Its threads
 * take over tasks from each other, so one that waits for a half of its own may be at work
 * on another request's.
 */
@Component
final class ForkJoin implements DisposableBean {

	private static final int THREADS = 16;

	private final AtomicInteger threads = new AtomicInteger();

	private final ForkJoinPool pool = new ForkJoinPool(THREADS, this::thread, null, false);

	private ForkJoinWorkerThread thread(ForkJoinPool pool) {
		ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
		thread.setName("forkjoin-" + this.threads.incrementAndGet());
		// Of itself it would see the classes of the JVM's own class path only.
		thread.setContextClassLoader(ForkJoin.class.getClassLoader());
		return thread;
	}

	/**
	 * Render the sections in the current context.
	 * @return the sections, in their order
	 */
	List<String> render(List<Supplier<String>> sections) {
		return this.pool.invoke(new Half(sections, Propagating.function(Supplier::get)));
	}

	@Override
	public void destroy() {
		this.pool.shutdownNow();
	}

	private static final class Half extends RecursiveTask<List<String>> {

		private static final long serialVersionUID = 1;

		private final transient List<Supplier<String>> sections;

		private final transient Function<Supplier<String>, String> render;

		Half(List<Supplier<String>> sections, Function<Supplier<String>, String> render) {
			this.sections = sections;
			this.render = render;
		}

		@Override
		protected List<String> compute() {
			int middle = this.sections.size() / 2;
			if (middle == 0) {
				return List.of(this.render.apply(this.sections.get(0)));
			}
			Half first = new Half(this.sections.subList(0, middle), this.render);
			Half second = new Half(this.sections.subList(middle, this.sections.size()), this.render);
			first.fork();
			List<String> latter = second.compute();
			List<String> all = new ArrayList<>(first.join());
			all.addAll(latter);
			return all;
		}

	}

}
