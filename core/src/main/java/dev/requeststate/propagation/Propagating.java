package dev.requeststate.propagation;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Wraps what leaves the thread, so that the request context comes along:
 *
 * <pre class="code">
 * Executor executor = Propagating.executor(pool);
 * pool.submit(Propagating.callable(() -&gt; cart.total()));
 * Propagating.supplyAsync(prices::load, pool).thenApply(this::discount);
 * </pre>
 *
 * A task has what is current where it is wrapped, or given to a wrapped executor, and
 * keeps it open with a lease from there to its end. Where nothing is current, nothing is
 * while the task runs. A task that is rejected, or cancelled before it has begun, gives
 * its lease back at once. Wrapping throws
 * {@link dev.requeststate.context.RequestContextClosedException} where the context is
 * closed.
 * <p>
 * A single task or function is meant to be run once, and gives its lease back then. Run
 * again, or by several threads, it works for as long as the context is open otherwise.
 * One that is never run has to be given up with {@link #discard}; its lease keeps the
 * context open, and is reported in the end.
 */
public final class Propagating {

	private Propagating() {
	}

	/**
	 * Wrap a task.
	 * @param task the task
	 */
	public static Runnable runnable(Runnable task) {
		return new PropagatingRunnable(Objects.requireNonNull(task, "'task' must not be null"));
	}

	/**
	 * Wrap a task that stands for another one, as a decorated one does.
	 * @param task the task
	 * @param holder the class to name as the holder of the lease
	 */
	public static Runnable runnable(Runnable task, Class<?> holder) {
		return new PropagatingRunnable(Objects.requireNonNull(task, "'task' must not be null"), holder);
	}

	/**
	 * Wrap a task with a result.
	 * @param <T> the type of the result
	 * @param task the task
	 */
	public static <T extends @Nullable Object> Callable<T> callable(Callable<T> task) {
		return new PropagatingCallable<>(Objects.requireNonNull(task, "'task' must not be null"));
	}

	/**
	 * Wrap a supplier.
	 * @param <T> the type of the result
	 * @param supplier the supplier
	 */
	public static <T extends @Nullable Object> Supplier<T> supplier(Supplier<T> supplier) {
		return new PropagatingSupplier<>(Objects.requireNonNull(supplier, "'supplier' must not be null"));
	}

	/**
	 * Wrap a function.
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @param function the function
	 */
	public static <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> function(
			Function<T, R> function) {
		return new PropagatingFunction<>(Objects.requireNonNull(function, "'function' must not be null"));
	}

	/**
	 * Wrap a function of two arguments.
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @param function the function
	 */
	public static <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> BiFunction<T, U, R> biFunction(
			BiFunction<T, U, R> function) {
		return new PropagatingBiFunction<>(Objects.requireNonNull(function, "'function' must not be null"));
	}

	/**
	 * Wrap a consumer.
	 * @param <T> the type of the argument
	 * @param consumer the consumer
	 */
	public static <T extends @Nullable Object> Consumer<T> consumer(Consumer<T> consumer) {
		return new PropagatingConsumer<>(Objects.requireNonNull(consumer, "'consumer' must not be null"));
	}

	/**
	 * Wrap a consumer of two arguments.
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param consumer the consumer
	 */
	public static <T extends @Nullable Object, U extends @Nullable Object> BiConsumer<T, U> biConsumer(
			BiConsumer<T, U> consumer) {
		return new PropagatingBiConsumer<>(Objects.requireNonNull(consumer, "'consumer' must not be null"));
	}

	/**
	 * A future for a task, to be given to an executor by hand. Cancelled before it has
	 * begun, it gives its lease back at once.
	 * @param <T> the type of the result
	 * @param task the task
	 */
	public static <T extends @Nullable Object> RunnableFuture<T> futureTask(Callable<T> task) {
		return PropagatingFutureTask.of(Objects.requireNonNull(task, "'task' must not be null"));
	}

	/**
	 * As {@link #futureTask(Callable)}, for a task that stands for another one.
	 * @param <T> the type of the result
	 * @param task the task
	 * @param holder the class to name as the holder of the lease
	 */
	public static <T extends @Nullable Object> RunnableFuture<T> futureTask(Callable<T> task, Class<?> holder) {
		return PropagatingFutureTask.of(Objects.requireNonNull(task, "'task' must not be null"), holder);
	}

	/**
	 * A task that runs with nothing current, on whatever thread: for what belongs to no
	 * request, such as a periodic task, and is given away by one. It holds no lease.
	 * @param task the task
	 */
	public static Runnable withNothing(Runnable task) {
		Objects.requireNonNull(task, "'task' must not be null");
		return () -> {
			try (Binding none = Frame.none()) {
				task.run();
			}
		};
	}

	/**
	 * Wrap an executor.
	 * @param executor the executor
	 */
	public static Executor executor(Executor executor) {
		Objects.requireNonNull(executor, "'executor' must not be null");
		return isPropagating(executor) ? executor : new PropagatingExecutor(executor);
	}

	/**
	 * Wrap an executor service. Shutting the wrapper down shuts it down.
	 * @param executor the executor service
	 */
	public static ExecutorService executorService(ExecutorService executor) {
		Objects.requireNonNull(executor, "'executor' must not be null");
		return isPropagating(executor) ? executor : new PropagatingExecutorService(executor);
	}

	/**
	 * Wrap a scheduler. A delayed task has the context, and its lease, from now on.
	 * Periodic tasks have neither: they belong to no request.
	 * @param executor the scheduler
	 */
	public static ScheduledExecutorService scheduledExecutorService(ScheduledExecutorService executor) {
		Objects.requireNonNull(executor, "'executor' must not be null");
		return isPropagating(executor) ? executor : new PropagatingScheduledExecutorService(executor);
	}

	private static boolean isPropagating(Executor executor) {
		return executor instanceof PropagatingExecutor || executor instanceof PropagatingExecutorService;
	}

	/**
	 * As {@link CompletableFuture#supplyAsync(Supplier, Executor)}. The supplier, and
	 * every function given to the future or to one that comes of it, runs with what is
	 * current where it is given, on whatever thread.
	 * @param <T> the type of the result
	 * @param supplier the supplier
	 * @param executor runs the supplier, and is the default executor of the future
	 * @see #future
	 */
	public static <T extends @Nullable Object> CompletableFuture<T> supplyAsync(Supplier<T> supplier,
			Executor executor) {
		Objects.requireNonNull(supplier, "'supplier' must not be null");
		Objects.requireNonNull(executor, "'executor' must not be null");
		return new PropagatingFuture<T>(executor).completeAsync(supplier);
	}

	/**
	 * As {@link CompletableFuture#runAsync(Runnable, Executor)}; see
	 * {@link #supplyAsync}.
	 * @param task the task
	 * @param executor runs the task, and is the default executor of the future
	 */
	public static CompletableFuture<@Nullable Void> runAsync(Runnable task, Executor executor) {
		Objects.requireNonNull(task, "'task' must not be null");
		Objects.requireNonNull(executor, "'executor' must not be null");
		return new PropagatingFuture<@Nullable Void>(executor).run(task);
	}

	/**
	 * A future that completes as a stage does, and runs every function given to it, or to
	 * one that comes of it, with what is current where the function is given.
	 * <p>
	 * Not covered, because the JDK makes plain futures there: what comes of
	 * {@link CompletableFuture#allOf} and {@link CompletableFuture#anyOf}, of a plain
	 * stage that is combined with this one or composed into it, and of
	 * {@link CompletableFuture#minimalCompletionStage()}. Wrap those again.
	 * @param <T> the type of the result
	 * @param stage the stage
	 */
	public static <T extends @Nullable Object> CompletableFuture<T> future(CompletionStage<T> stage) {
		Objects.requireNonNull(stage, "'stage' must not be null");
		return PropagatingFuture.of(stage, null);
	}

	/**
	 * Give up a task, a function or a {@linkplain #futureTask(Callable) future} that was
	 * wrapped here and will not be run: its lease is given back. For a
	 * {@link java.util.concurrent.RejectedExecutionHandler} that drops tasks, and for a
	 * function that may never be called, as by a stream without elements. Without effect
	 * on one that has begun, and on anything else.
	 * @param task what was wrapped
	 */
	public static void discard(Object task) {
		if (task instanceof Carried carried) {
			carried.discard();
		}
		else if (task instanceof PropagatingFutureTask<?> future) {
			future.discard();
		}
	}

	/**
	 * Discard a task.
	 * @return the task as it was before it was wrapped
	 */
	static Runnable giveUp(Runnable task) {
		discard(task);
		return (task instanceof PropagatingRunnable propagating) ? propagating.task() : task;
	}

	static void execute(Executor executor, Runnable command) {
		Runnable task = (command instanceof PropagatingFutureTask) ? command : runnable(command);
		try {
			executor.execute(task);
		}
		catch (Throwable ex) {
			discard(task);
			throw ex;
		}
	}

}
