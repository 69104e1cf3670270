package dev.requeststate.context;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/**
 * The one store for everything that belongs to one request.
 * <p>
 * A context is open from the moment it is opened until the request has given up its own
 * reference and every {@link Lease} is closed. Then its values are destroyed, each
 * exactly once, in the reverse order of their completed creation; after that any use is a
 * {@link RequestContextClosedException}. A closed context never comes back empty.
 * <p>
 * Contexts are safe for use by several threads of one request at once. Which context is
 * current is a property of the thread: see {@link #bind()}. There is no ambient fallback:
 * where none is current, {@link #current()} throws. A job, a message listener or a test
 * opens one of its own with {@link #run(String, Runnable)}.
 */
public sealed interface RequestContext permits SlotContext {

	/**
	 * The context that is current on this thread.
	 * @throws NoRequestContextException if none is
	 */
	static RequestContext current() {
		Binding binding = CurrentFrame.current();
		if (binding == null) {
			throw new NoRequestContextException("RequestContext.current()");
		}
		return binding.context();
	}

	/**
	 * The context that is current on this thread, or null if none is. It may be closed
	 * already if a binding outlived it.
	 */
	static @Nullable RequestContext currentOrNull() {
		Binding binding = CurrentFrame.current();
		return (binding != null) ? binding.context() : null;
	}

	/**
	 * Open a context for work that is no HTTP request, with the process-wide default
	 * factory: a job, a message, a command, a test. It is current on this thread while
	 * the work runs. Inside a request it is a separate context that hides the request's
	 * own until the work ends.
	 * @param name what is being run, for diagnostics
	 * @param work the work
	 */
	static void run(String name, Runnable work) {
		DefaultFactories.current().run(name, work);
	}

	/**
	 * As {@link #run(String, Runnable)}, for work with a result.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param name what is being run, for diagnostics
	 * @param work the work
	 * @return what the work returned
	 * @throws X what the work threw
	 */
	static <T extends @Nullable Object, X extends Throwable> T call(String name, ContextCallable<T, X> work) throws X {
		return DefaultFactories.current().call(name, work);
	}

	/**
	 * Open a small context of its own for a long job, so that it need not hold a
	 * request's: {@code RequestContext.detached(RequestInfo.current())}. Nothing of the
	 * request is in it but a copy of its origin.
	 * @param origin what the job was begun by
	 * @return the job's own reference: the context closes with the last lease
	 */
	static Lease detached(ContextOrigin origin) {
		Objects.requireNonNull(origin, "'origin' must not be null");
		return DefaultFactories.current().open(origin.detached());
	}

	/**
	 * The identity of this context: 16 hexadecimal digits, unique in this process. A
	 * derived context has its parent's.
	 */
	String id();

	/**
	 * What this context was opened for: {@code GET /cart}, or the name of a job. For
	 * people: not unique, and not to be parsed.
	 */
	String name();

	/**
	 * When this context was opened.
	 */
	Instant openedAt();

	/**
	 * Whether values can be made and leases taken. False from the moment the last
	 * reference is given up.
	 */
	boolean isOpen();

	/**
	 * Whether another context belongs to the same request: it is this one, or one of them
	 * was derived from the other, or both from a third. A job that was opened inside a
	 * request is a request of its own.
	 * @param other the other context
	 */
	boolean isSameRequest(RequestContext other);

	/**
	 * What this context was opened from.
	 */
	ContextOrigin origin();

	/**
	 * The application's own values: a mutable map, safe for use by several threads, that
	 * accepts no null. They are not destroyed; a value that needs that belongs in a
	 * {@link RequestLocal}.
	 * @throws RequestContextClosedException if this context is closed
	 */
	Map<String, Object> attributes();

	/**
	 * Make this context current on this thread until the binding is closed. A binding
	 * does not keep the context open: on another thread than the request's own, bind a
	 * {@link #lease()}.
	 * @throws RequestContextClosedException if this context is closed
	 */
	Binding bind();

	/**
	 * Keep this context open until the lease is closed.
	 * @throws RequestContextClosedException if the last reference is given up already
	 */
	Lease lease();

	/**
	 * As {@link #lease()}, saying what for: it is named where leases are listed and where
	 * one is held for too long.
	 * @param holder the class of the task, or of whatever holds the lease; only the class
	 * is kept
	 * @throws RequestContextClosedException if the last reference is given up already
	 */
	Lease leaseFor(Class<?> holder);

	/**
	 * Makes threads that have this context current, and keep it open, for as long as they
	 * live: virtual ones from JDK 21 on, daemons before. For one thread to one task, as a
	 * {@code StructuredTaskScope} wants them before JDK 25; in a pool a thread would
	 * serve other requests' tasks with this request's context. A thread that is never
	 * started keeps its lease.
	 * <p>
	 * Making a thread throws {@link RequestContextClosedException} where {@link #lease()}
	 * does.
	 */
	ThreadFactory threadFactory();

	/**
	 * Run a task after the response: when the container is done with it, or, where no
	 * container tells, at the end of the request's last dispatch; in a context that is no
	 * request's, at the end of its block. The context is open and current then, held by a
	 * lease from now on. Several tasks may run at once. Registered after the response, a
	 * task starts at once.
	 * <p>
	 * Runs on the factory's
	 * {@linkplain RequestContextFactory.Builder#afterResponseExecutor executor}, or on
	 * the thread that ends the request if that refuses. What it throws is logged and
	 * counted, and stops nothing.
	 * @param task the task
	 * @throws RequestContextClosedException if the last reference is given up already
	 */
	void afterResponse(Runnable task);

	/**
	 * Keep this context open until a stage is complete, however it completes.
	 * @param stage the stage
	 * @throws RequestContextClosedException if the last reference is given up already
	 */
	void waitUntil(CompletionStage<?> stage);

	/**
	 * Override one value for a block: {@code context.with(USER, admin).run(...)}.
	 * Everything else is this context's own, and what is made for the first time inside
	 * the block is made as if outside it, so that nothing keeps the override for the rest
	 * of the request.
	 * @param <T> the type of the value
	 * @param local the local to override
	 * @param value its value inside the block; destroyed at the end of the block, and of
	 * the leases taken in it, only if the local declares a destroyer
	 */
	<T> ContextOverrides with(RequestLocal<T> local, T value);

}
