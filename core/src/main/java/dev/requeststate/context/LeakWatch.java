package dev.requeststate.context;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import dev.requeststate.context.ContextTrace.TakenLease;
import org.jspecify.annotations.Nullable;

/**
 * Decides which contexts of a factory are followed, and finds out what became of them.
 * There is none where leak detection is off.
 * <p>
 * The decision is made once for each context, so that all that is known of one is known:
 * who opened it, who took each lease of it, and who bound it where.
 */
final class LeakWatch {

	/**
	 * Of so many contexts one is followed where leak detection is sampled. A power of
	 * two.
	 */
	static final int SAMPLE = 128;

	private final boolean strict;

	private final LeakReports reports;

	// Contexts that were bound on some thread when they were closed. Nearly always empty.
	private final Set<ContextTrace> leftBound = ConcurrentHashMap.newKeySet();

	LeakWatch(boolean strict, LeakReports reports) {
		this.strict = strict;
		this.reports = reports;
	}

	/**
	 * Begin to follow a context that is being opened on this thread.
	 * @return what will be known of it, or null if it is not followed
	 */
	@Nullable ContextTrace trace() {
		boolean followed = this.strict || (ThreadLocalRandom.current().nextInt() & (SAMPLE - 1)) == 0;
		return followed ? new ContextTrace(this) : null;
	}

	LeakReports reports() {
		return this.reports;
	}

	/**
	 * A context was closed that is bound on some thread.
	 */
	void leftBound(ContextTrace context) {
		this.leftBound.add(context);
	}

	/**
	 * It is bound on no thread any more.
	 */
	void unbound(ContextTrace context) {
		this.leftBound.remove(context);
	}

	/**
	 * A context was never closed, and nobody can reach it any more.
	 * @param context how it was called
	 * @param trace what is known of it
	 */
	void abandoned(WeakEntry context, ContextTrace trace) {
		Map<Throwable, TakenLease> leases = trace.leases();
		if (trace.ended() == null || leases.isEmpty()) {
			this.reports.contextNotClosed(context.description(), context.name(), trace);
		}
		else {
			leases.forEach((taken, lease) -> this.reports.leaseNotClosed(context.description(), trace, lease, taken));
		}
	}

	/**
	 * Look for bindings that nobody will close: their thread has ended, or went on to
	 * something else, as it seems, since their context is closed for a while.
	 * @param open the contexts that are open
	 */
	void review(List<RootContext> open) {
		for (RootContext context : open) {
			ContextTrace trace = context.trace();
			if (trace != null) {
				reviewThreads(context.describe(), trace);
			}
		}
		for (ContextTrace trace : this.leftBound) {
			reviewClosed(trace);
		}
	}

	private void reviewThreads(String description, ContextTrace trace) {
		for (BindingTrace binding : trace.bindings()) {
			if (!binding.isThreadAlive() && trace.unbound(binding)) {
				this.reports.threadEnded(description, binding);
			}
		}
	}

	private void reviewClosed(ContextTrace trace) {
		String description = trace.closed();
		if (description == null) {
			return;
		}
		reviewThreads(description, trace);
		boolean pending = false;
		for (BindingTrace binding : trace.bindings()) {
			if (!binding.isPromised()) {
				continue;
			}
			// Once is no proof: it may be about to be closed.
			if (binding.suspect()) {
				this.reports.stillBound(description, binding);
			}
			else {
				pending = true;
			}
		}
		if (!pending) {
			this.leftBound.remove(trace);
		}
	}

}
