package dev.requeststate.propagation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextCallable;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * What was current where a task was given away: a lease, or nothing.
 * <p>
 * The lease is given back when the first run of the task ends, or when the task is
 * discarded before. Whoever runs it again gets a lease for that run alone, for as long as
 * the context is open. Where nothing was current, nothing is while the task runs,
 * whatever the thread that runs it is at work on.
 */
class Carried {

	private static final VarHandle TAKEN;

	static {
		try {
			TAKEN = MethodHandles.lookup().findVarHandle(Carried.class, "taken", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final @Nullable Lease lease;

	@SuppressWarnings("unused") // through TAKEN
	private volatile boolean taken;

	/**
	 * Carry what is current on this thread.
	 * @param task the task, whose class is named as the holder of the lease
	 */
	Carried(Object task) {
		RequestContext context = RequestContext.currentOrNull();
		this.lease = (context != null) ? context.leaseFor(task.getClass()) : null;
	}

	/**
	 * The task will not be run: give the lease back now. Without effect once it has
	 * begun.
	 */
	final void discard() {
		if (this.lease != null && take()) {
			this.lease.close();
		}
	}

	final boolean take() {
		return TAKEN.compareAndSet(this, false, true);
	}

	final void run(Runnable task) {
		if (this.lease == null) {
			try (Binding none = Frame.none()) {
				task.run();
			}
		}
		else {
			try (Lease lease = take() ? this.lease : this.lease.context().leaseFor(task.getClass())) {
				lease.run(task);
			}
		}
	}

	final <T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> task) throws X {
		if (this.lease == null) {
			try (Binding none = Frame.none()) {
				return task.call();
			}
		}
		try (Lease lease = take() ? this.lease : this.lease.context().leaseFor(task.getClass())) {
			return lease.call(task);
		}
	}

	final Runnable runnable(Runnable task) {
		return () -> run(task);
	}

	final <T extends @Nullable Object> Supplier<T> supplier(Supplier<? extends T> supplier) {
		return () -> this.<T, RuntimeException>call(supplier::get);
	}

	final <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> function(
			Function<? super T, ? extends R> function) {
		return (argument) -> this.<R, RuntimeException>call(() -> function.apply(argument));
	}

	final <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> BiFunction<T, U, R> biFunction(
			BiFunction<? super T, ? super U, ? extends R> function) {
		return (first, second) -> this.<R, RuntimeException>call(() -> function.apply(first, second));
	}

	final <T extends @Nullable Object> Consumer<T> consumer(Consumer<? super T> consumer) {
		return (argument) -> run(() -> consumer.accept(argument));
	}

	final <T extends @Nullable Object, U extends @Nullable Object> BiConsumer<T, U> biConsumer(
			BiConsumer<? super T, ? super U> consumer) {
		return (first, second) -> run(() -> consumer.accept(first, second));
	}

}
