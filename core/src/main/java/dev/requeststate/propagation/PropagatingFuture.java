package dev.requeststate.propagation;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A future whose functions run with what was current where they were given to it.
 * <p>
 * A function that needs no other thread runs on the one that completes the future, which
 * may be at work for another request: so each function is wrapped, and a propagating
 * executor would not be enough. One that is never called, because the future fails or is
 * cancelled, gives its lease back when its own future is complete.
 *
 * @param <T> the type of the result
 */
final class PropagatingFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	private final @Nullable Executor executor;

	/**
	 * Create a future.
	 * @param executor runs what is asynchronous and names no executor, or null for the
	 * JDK's default
	 */
	PropagatingFuture(@Nullable Executor executor) {
		this.executor = executor;
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new PropagatingFuture<>(this.executor);
	}

	@Override
	public Executor defaultExecutor() {
		return (this.executor != null) ? this.executor : super.defaultExecutor();
	}

	/**
	 * A future that completes as a stage does.
	 */
	static <T extends @Nullable Object> CompletableFuture<T> of(CompletionStage<T> stage, @Nullable Executor executor) {
		if (stage instanceof PropagatingFuture<T> propagating) {
			return propagating;
		}
		CompletableFuture<T> future = new PropagatingFuture<>(executor);
		stage.whenComplete((result, failure) -> {
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete(result);
			}
		});
		return future;
	}

	// A plain one that is complete already would make a plain future of itself.
	private <U extends @Nullable Object> CompletionStage<U> own(CompletionStage<U> other) {
		return of(Objects.requireNonNull(other, "'other' must not be null"), this.executor);
	}

	// Every future made here is one of these.
	private static <C extends Carried, U extends @Nullable Object> CompletableFuture<U> with(C carried,
			Function<C, CompletableFuture<U>> stage) {
		try {
			CompletableFuture<U> future = stage.apply(carried);
			((PropagatingFuture<U>) future).onCompletion(carried);
			return future;
		}
		catch (Throwable ex) {
			carried.discard();
			throw ex;
		}
	}

	private void onCompletion(Carried carried) {
		super.whenComplete((result, failure) -> carried.discard());
	}

	/**
	 * Run a task, and be complete when it ends.
	 */
	CompletableFuture<T> run(Runnable task) {
		return with(new PropagatingRunnable(task), (carried) -> super.completeAsync(() -> {
			carried.run();
			return null;
		}, defaultExecutor()));
	}

	@Override
	public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
		return with(new PropagatingSupplier<>(supplier), (carried) -> super.completeAsync(carried, executor));
	}

	@Override
	public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
		return completeAsync(supplier, defaultExecutor());
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.thenApply(carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.thenApplyAsync(carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> fn,
			Executor executor) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.thenApplyAsync(carried, executor));
	}

	@Override
	public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
		return with(new PropagatingConsumer<>(action), (carried) -> super.thenAccept(carried));
	}

	@Override
	public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action) {
		return with(new PropagatingConsumer<>(action), (carried) -> super.thenAcceptAsync(carried));
	}

	@Override
	public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
		return with(new PropagatingConsumer<>(action), (carried) -> super.thenAcceptAsync(carried, executor));
	}

	@Override
	public CompletableFuture<Void> thenRun(Runnable action) {
		return with(new PropagatingRunnable(action), (carried) -> super.thenRun(carried));
	}

	@Override
	public CompletableFuture<Void> thenRunAsync(Runnable action) {
		return with(new PropagatingRunnable(action), (carried) -> super.thenRunAsync(carried));
	}

	@Override
	public CompletableFuture<Void> thenRunAsync(Runnable action, Executor executor) {
		return with(new PropagatingRunnable(action), (carried) -> super.thenRunAsync(carried, executor));
	}

	@Override
	public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombine(
			CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
		return with(new PropagatingBiFunction<>(fn), (carried) -> super.thenCombine(other, carried));
	}

	@Override
	public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombineAsync(
			CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
		return with(new PropagatingBiFunction<>(fn), (carried) -> super.thenCombineAsync(other, carried));
	}

	@Override
	public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombineAsync(
			CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
		return with(new PropagatingBiFunction<>(fn), (carried) -> super.thenCombineAsync(other, carried, executor));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBoth(CompletionStage<? extends U> other,
			BiConsumer<? super T, ? super U> action) {
		return with(new PropagatingBiConsumer<>(action), (carried) -> super.thenAcceptBoth(other, carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other,
			BiConsumer<? super T, ? super U> action) {
		return with(new PropagatingBiConsumer<>(action), (carried) -> super.thenAcceptBothAsync(other, carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other,
			BiConsumer<? super T, ? super U> action, Executor executor) {
		return with(new PropagatingBiConsumer<>(action),
				(carried) -> super.thenAcceptBothAsync(other, carried, executor));
	}

	@Override
	public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
		return with(new PropagatingRunnable(action), (carried) -> super.runAfterBoth(other, carried));
	}

	@Override
	public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
		return with(new PropagatingRunnable(action), (carried) -> super.runAfterBothAsync(other, carried));
	}

	@Override
	public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
		return with(new PropagatingRunnable(action), (carried) -> super.runAfterBothAsync(other, carried, executor));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other,
			Function<? super T, U> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.applyToEither(own(other), carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other,
			Function<? super T, U> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.applyToEitherAsync(own(other), carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other,
			Function<? super T, U> fn, Executor executor) {
		return with(new PropagatingFunction<>(fn),
				(carried) -> super.applyToEitherAsync(own(other), carried, executor));
	}

	@Override
	public CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
		return with(new PropagatingConsumer<>(action), (carried) -> super.acceptEither(own(other), carried));
	}

	@Override
	public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
		return with(new PropagatingConsumer<>(action), (carried) -> super.acceptEitherAsync(own(other), carried));
	}

	@Override
	public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action,
			Executor executor) {
		return with(new PropagatingConsumer<>(action),
				(carried) -> super.acceptEitherAsync(own(other), carried, executor));
	}

	@Override
	public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
		return with(new PropagatingRunnable(action), (carried) -> super.runAfterEither(own(other), carried));
	}

	@Override
	public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
		return with(new PropagatingRunnable(action), (carried) -> super.runAfterEitherAsync(own(other), carried));
	}

	@Override
	public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
		return with(new PropagatingRunnable(action),
				(carried) -> super.runAfterEitherAsync(own(other), carried, executor));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenCompose(
			Function<? super T, ? extends CompletionStage<U>> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.thenCompose(carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenComposeAsync(
			Function<? super T, ? extends CompletionStage<U>> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.thenComposeAsync(carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenComposeAsync(
			Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.thenComposeAsync(carried, executor));
	}

	@Override
	public CompletableFuture<T> whenComplete(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
		return with(new PropagatingBiConsumer<>(action), (carried) -> super.whenComplete(carried));
	}

	@Override
	public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
		return with(new PropagatingBiConsumer<>(action), (carried) -> super.whenCompleteAsync(carried));
	}

	@Override
	public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action,
			Executor executor) {
		return with(new PropagatingBiConsumer<>(action), (carried) -> super.whenCompleteAsync(carried, executor));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
		return with(new PropagatingBiFunction<>(fn), (carried) -> super.handle(carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> handleAsync(
			BiFunction<? super T, Throwable, ? extends U> fn) {
		return with(new PropagatingBiFunction<>(fn), (carried) -> super.handleAsync(carried));
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> handleAsync(
			BiFunction<? super T, Throwable, ? extends U> fn, Executor executor) {
		return with(new PropagatingBiFunction<>(fn), (carried) -> super.handleAsync(carried, executor));
	}

	@Override
	public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.exceptionally(carried));
	}

	@Override
	public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.exceptionallyAsync(carried));
	}

	@Override
	public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.exceptionallyAsync(carried, executor));
	}

	@Override
	public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.exceptionallyCompose(carried));
	}

	@Override
	public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.exceptionallyComposeAsync(carried));
	}

	@Override
	public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn,
			Executor executor) {
		return with(new PropagatingFunction<>(fn), (carried) -> super.exceptionallyComposeAsync(carried, executor));
	}

}
