package dev.requeststate.propagation;

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

	// Every future made here is one of these.
	private static <U extends @Nullable Object> CompletableFuture<U> discardWith(CompletableFuture<U> future,
			Carried carried) {
		((PropagatingFuture<U>) future).onCompletion(carried);
		return future;
	}

	private void onCompletion(Carried carried) {
		super.whenComplete((result, failure) -> carried.discard());
	}

	@Override
	public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
		Carried carried = new Carried(supplier);
		try {
			return discardWith(super.completeAsync(carried.supplier(supplier), executor), carried);
		}
		catch (Throwable ex) {
			carried.discard();
			throw ex;
		}
	}

	@Override
	public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
		return completeAsync(supplier, defaultExecutor());
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenApply(carried.function(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenApplyAsync(carried.function(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> fn,
			Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenApplyAsync(carried.function(fn), executor), carried);
	}

	@Override
	public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
		Carried carried = new Carried(action);
		return discardWith(super.thenAccept(carried.consumer(action)), carried);
	}

	@Override
	public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action) {
		Carried carried = new Carried(action);
		return discardWith(super.thenAcceptAsync(carried.consumer(action)), carried);
	}

	@Override
	public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.thenAcceptAsync(carried.consumer(action), executor), carried);
	}

	@Override
	public CompletableFuture<Void> thenRun(Runnable action) {
		Carried carried = new Carried(action);
		return discardWith(super.thenRun(carried.runnable(action)), carried);
	}

	@Override
	public CompletableFuture<Void> thenRunAsync(Runnable action) {
		Carried carried = new Carried(action);
		return discardWith(super.thenRunAsync(carried.runnable(action)), carried);
	}

	@Override
	public CompletableFuture<Void> thenRunAsync(Runnable action, Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.thenRunAsync(carried.runnable(action), executor), carried);
	}

	@Override
	public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombine(
			CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenCombine(other, carried.biFunction(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombineAsync(
			CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenCombineAsync(other, carried.biFunction(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombineAsync(
			CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenCombineAsync(other, carried.biFunction(fn), executor), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBoth(CompletionStage<? extends U> other,
			BiConsumer<? super T, ? super U> action) {
		Carried carried = new Carried(action);
		return discardWith(super.thenAcceptBoth(other, carried.biConsumer(action)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other,
			BiConsumer<? super T, ? super U> action) {
		Carried carried = new Carried(action);
		return discardWith(super.thenAcceptBothAsync(other, carried.biConsumer(action)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other,
			BiConsumer<? super T, ? super U> action, Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.thenAcceptBothAsync(other, carried.biConsumer(action), executor), carried);
	}

	@Override
	public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
		Carried carried = new Carried(action);
		return discardWith(super.runAfterBoth(other, carried.runnable(action)), carried);
	}

	@Override
	public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
		Carried carried = new Carried(action);
		return discardWith(super.runAfterBothAsync(other, carried.runnable(action)), carried);
	}

	@Override
	public CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.runAfterBothAsync(other, carried.runnable(action), executor), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other,
			Function<? super T, U> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.applyToEither(other, carried.function(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other,
			Function<? super T, U> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.applyToEitherAsync(other, carried.function(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other,
			Function<? super T, U> fn, Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.applyToEitherAsync(other, carried.function(fn), executor), carried);
	}

	@Override
	public CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
		Carried carried = new Carried(action);
		return discardWith(super.acceptEither(other, carried.consumer(action)), carried);
	}

	@Override
	public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
		Carried carried = new Carried(action);
		return discardWith(super.acceptEitherAsync(other, carried.consumer(action)), carried);
	}

	@Override
	public CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action,
			Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.acceptEitherAsync(other, carried.consumer(action), executor), carried);
	}

	@Override
	public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
		Carried carried = new Carried(action);
		return discardWith(super.runAfterEither(other, carried.runnable(action)), carried);
	}

	@Override
	public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
		Carried carried = new Carried(action);
		return discardWith(super.runAfterEitherAsync(other, carried.runnable(action)), carried);
	}

	@Override
	public CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.runAfterEitherAsync(other, carried.runnable(action), executor), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenCompose(
			Function<? super T, ? extends CompletionStage<U>> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenCompose(carried.function(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenComposeAsync(
			Function<? super T, ? extends CompletionStage<U>> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenComposeAsync(carried.function(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> thenComposeAsync(
			Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.thenComposeAsync(carried.function(fn), executor), carried);
	}

	@Override
	public CompletableFuture<T> whenComplete(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
		Carried carried = new Carried(action);
		return discardWith(super.whenComplete(carried.biConsumer(action)), carried);
	}

	@Override
	public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
		Carried carried = new Carried(action);
		return discardWith(super.whenCompleteAsync(carried.biConsumer(action)), carried);
	}

	@Override
	public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action,
			Executor executor) {
		Carried carried = new Carried(action);
		return discardWith(super.whenCompleteAsync(carried.biConsumer(action), executor), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.handle(carried.biFunction(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> handleAsync(
			BiFunction<? super T, Throwable, ? extends U> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.handleAsync(carried.biFunction(fn)), carried);
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> handleAsync(
			BiFunction<? super T, Throwable, ? extends U> fn, Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.handleAsync(carried.biFunction(fn), executor), carried);
	}

	@Override
	public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.exceptionally(carried.function(fn)), carried);
	}

	@Override
	public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.exceptionallyAsync(carried.function(fn)), carried);
	}

	@Override
	public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.exceptionallyAsync(carried.function(fn), executor), carried);
	}

	@Override
	public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.exceptionallyCompose(carried.function(fn)), carried);
	}

	@Override
	public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
		Carried carried = new Carried(fn);
		return discardWith(super.exceptionallyComposeAsync(carried.function(fn)), carried);
	}

	@Override
	public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn,
			Executor executor) {
		Carried carried = new Carried(fn);
		return discardWith(super.exceptionallyComposeAsync(carried.function(fn), executor), carried);
	}

}
