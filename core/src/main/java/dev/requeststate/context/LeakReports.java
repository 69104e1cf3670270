package dev.requeststate.context;

import dev.requeststate.context.ContextTrace.TakenLease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what has leaked, who did it, and what to do: to the log and the observers once for
 * each place, and to whoever asks for the {@link Leaks}.
 */
final class LeakReports {

	private static final Logger logger = LoggerFactory.getLogger(LeakReports.class);

	private static final String USE_TRY = "Close it in the block and on the thread that opened it, best with "
			+ "try-with-resources, or use a block: lease.run(...).";

	private final Leaks leaks;

	private final Observers observers;

	LeakReports(Leaks leaks, Observers observers) {
		this.leaks = leaks;
		this.observers = observers;
	}

	/**
	 * Nobody closed a context, and nobody can reach it any more.
	 */
	void contextNotClosed(String description, @Nullable String name, ContextTrace context) {
		Throwable opened = context.opened();
		report(LeakKind.CONTEXT_NOT_CLOSED, LeakPlace.ofContext(opened, name), opened,
				(place) -> "A context was never closed: " + description + " was opened at " + place + " on thread '"
						+ context.thread() + "', its values were never destroyed, and nobody can reach it any more. "
						+ ((context.ended() != null)
								? "The request has ended on thread '" + context.ended() + "', and no lease is open. "
										+ "Likely cause: its end was cut short by an error, such as the end of the "
										+ "stack or of the memory, which the log of that thread may have."
								: "Nobody has ended the request. Likely cause: the lease that "
										+ "RequestContextFactory.open() returned was lost, or a container did not say "
										+ "that its request is over. Close that lease with try-with-resources, or use "
										+ "RequestContext.run(...)."));
	}

	/**
	 * Nobody closed a lease, and nobody can reach its context any more.
	 */
	void leaseNotClosed(String description, ContextTrace context, TakenLease lease, Throwable taken) {
		report(LeakKind.LEASE_NOT_CLOSED, LeakPlace.of(taken), taken, (place) -> "A lease of " + description
				+ " was never closed: it was taken at " + place + " on thread '" + lease.thread() + "', "
				+ ((lease.holder() != null) ? "for " + lease.holder().getName() : "by hand") + ". The request, opened "
				+ "on thread '" + context.thread() + "', has ended on thread '" + context.ended() + "', but its values "
				+ "were never destroyed, and nobody can reach it any more. Likely cause: the task that it was taken "
				+ "for was dropped without being run or cancelled, or an exception came before the close. Close a "
				+ "lease in a finally block, or give the task to a propagating executor, which does.");
	}

	/**
	 * A block has ended with a binding open that was opened in it.
	 * @param binding what is open
	 * @param trace its trace
	 * @param block the context of the block, which may be the one that stands for none
	 */
	void leftInBlock(SlotContext binding, BindingTrace trace, SlotContext block) {
		report(LeakKind.BINDING_NOT_CLOSED, trace,
				(place) -> "A binding of " + binding.describe() + " was not closed: it was opened at " + place
						+ " on thread '" + trace.thread() + "', and was still open when the block "
						+ ((block != NoContext.INSTANCE) ? "of " + block.describe() : "outside of requests")
						+ " around it ended there. It is ended now. " + cause(trace) + USE_TRY);
	}

	/**
	 * A thread has ended with a binding open.
	 */
	void threadEnded(String description, BindingTrace trace) {
		report(LeakKind.BINDING_NOT_CLOSED, trace,
				(place) -> "A binding was not closed: it was opened at " + place + " on thread '" + trace.thread()
						+ "', which has ended with it, and is one of " + description + ". " + cause(trace) + USE_TRY);
	}

	private static String cause(BindingTrace trace) {
		return "Likely cause: " + (trace.isPromised() ? "bind() without try-with-resources"
				: "a scope of a context snapshot that was not closed") + ", or an exception before the close. ";
	}

	/**
	 * A binding was closed by one around it.
	 * @param binding what was closed
	 * @param trace its trace
	 * @param outer the context of the one around it
	 */
	void closedOutOfOrder(SlotContext binding, BindingTrace trace, SlotContext outer) {
		report(LeakKind.BINDING_CLOSED_OUT_OF_ORDER, trace, (place) -> {
			suppress(trace, "The binding around it was closed here");
			return "A binding of " + binding.describe() + " was not closed in order: it was opened at " + place
					+ " on thread '" + trace.thread() + "', and was still open when the binding of " + outer.describe()
					+ " around it was closed there, which has ended both. Likely cause: bindings that are closed "
					+ "by hand, in the order of their opening. Close the inner one first; try-with-resources does.";
		});
	}

	/**
	 * A thread tries to close a binding of another one.
	 * @param binding what was to be closed
	 * @param trace its trace
	 */
	void closedElsewhere(SlotContext binding, BindingTrace trace) {
		String closer = ThreadName.of(Thread.currentThread());
		report(LeakKind.BINDING_CLOSED_ELSEWHERE, trace, (place) -> {
			suppress(trace, "Thread '" + closer + "' tried to close it here");
			return "A binding of " + binding.describe()
					+ " was closed on another thread than its own: it was opened at " + place + " on thread '"
					+ trace.thread() + "', where it is still open, and thread '" + closer
					+ "' tried to close it. Likely cause: the end of asynchronous work closes what its beginning "
					+ "opened. Hand a lease, not a binding, to another thread.";
		});
	}

	/**
	 * A binding is open though its context is closed for a while.
	 */
	void stillBound(String description, BindingTrace trace) {
		report(LeakKind.THREAD_STILL_BOUND, trace,
				(place) -> "Thread '" + trace.thread() + "' still has a context bound that is closed: " + description
						+ ". The binding was opened at " + place + " on that thread, and is open. "
						+ "Likely cause: bind() without try-with-resources on a thread of a pool, which has "
						+ "gone on to other tasks; or the last lease of the context was closed inside the binding, or "
						+ "by others while the thread was at work without a lease of its own. " + USE_TRY);
	}

	// Of a binding that is a block's nobody is told: it ends by itself.
	private void report(LeakKind kind, BindingTrace trace, Message message) {
		Throwable opened = trace.opened();
		if (opened != null && trace.report()) {
			report(kind, LeakPlace.of(opened), opened, message);
		}
	}

	// Once for each binding, as the messages are made.
	private static void suppress(BindingTrace trace, String message) {
		Throwable opened = trace.opened();
		if (opened != null) {
			opened.addSuppressed(new Throwable(message));
		}
	}

	// On the threads of requests, which it must not fail, wherever the stack ends: logs
	// and observers, which it goes through, are anybody's code.
	private void report(LeakKind kind, String place, Throwable opened, Message message) {
		try {
			// Made each time: the last one at a place may be another's than the first.
			Leak leak = this.leaks.add(kind, message.at(place), place, opened);
			if (leak.times() == 1) {
				logger.error("{}", leak.message(), opened);
				this.observers.tell((observer) -> observer.onLeak(leak));
			}
		}
		catch (Throwable ex) {
			logger.error("Could not report a leak of kind {}", kind, ex);
		}
	}

	@FunctionalInterface
	private interface Message {

		String at(String place);

	}

}
