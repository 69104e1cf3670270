package dev.requeststate.folio.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Renders sections in a chain of futures. Every second one is a stage of a future that
 * somebody else completes, and runs on whatever thread does: the next request's, at work
 * in that request's context, or one that is in none.
 */
@Component
final class FutureChain implements DisposableBean {

	private static final long LONGEST_WAIT_MILLIS = 20;

	private final AtomicInteger threads = new AtomicInteger();

	private final ExecutorService pool = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "futures-" + this.threads.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> waiting = new AtomicReference<>();

	/**
	 * Render the sections in the current context.
	 * @return the sections, in their order; a future whose functions run in the context
	 * in which they are given to it
	 */
	CompletableFuture<List<String>> render(List<Supplier<String>> sections) {
		CompletableFuture<@Nullable Void> gate = new CompletableFuture<>();
		CompletableFuture<List<String>> all = Propagating.supplyAsync(List::of, this.pool);
		for (int i = 0; i < sections.size(); i++) {
			Supplier<String> section = sections.get(i);
			CompletableFuture<String> rendered = (i % 2 == 0) ? Propagating.supplyAsync(section, this.pool)
					: Propagating.future(gate).thenApply((opened) -> section.get());
			all = all.thenCombine(rendered, FutureChain::append);
		}
		letOthersOpen(gate);
		return all;
	}

	private void letOthersOpen(CompletableFuture<@Nullable Void> gate) {
		CompletableFuture<@Nullable Void> others = this.waiting.getAndSet(gate);
		if (others != null) {
			Propagating.executor(this.pool).execute(() -> others.complete(null));
		}
		CompletableFuture.delayedExecutor(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS, this.pool)
			.execute(() -> gate.complete(null));
	}

	private static List<String> append(List<String> sections, String section) {
		List<String> all = new ArrayList<>(sections);
		all.add(section);
		return all;
	}

	@Override
	public void destroy() {
		this.pool.shutdownNow();
	}

}
