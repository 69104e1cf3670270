package dev.requeststate.spring.owned;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

/**
 * What becomes of calls of one request's bean from another request, or from none. Safe
 * for use by several threads.
 */
public final class CrossRequestGuard {

	private static final Logger logger = LoggerFactory.getLogger(CrossRequestGuard.class);

	// An application has few; code that is generated all the time may have any number.
	private static final int MAX_PLACES = 1000;

	private final CrossRequestGuardMode mode;

	private final Supplier<List<CrossRequestObserver>> observers;

	private volatile @Nullable List<CrossRequestObserver> found;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean observerFailed = new AtomicBoolean();

	/**
	 * Create a guard.
	 * @param mode what becomes of such calls
	 * @param observers who is told; asked for at the first such call, and again only
	 * after this threw
	 */
	public CrossRequestGuard(CrossRequestGuardMode mode, Supplier<List<CrossRequestObserver>> observers) {
		this.mode = Objects.requireNonNull(mode, "'mode' must not be null");
		this.observers = Objects.requireNonNull(observers, "'observers' must not be null");
	}

	/**
	 * Tell of a call. Called by the called method itself, on the caller's thread.
	 * @param owner whose bean it is
	 * @param caller the request that is current, or null for none
	 * @throws CrossRequestException if the call is not to be made
	 */
	void report(Owner owner, @Nullable RequestContext caller) {
		if (this.mode == CrossRequestGuardMode.OFF) {
			return;
		}
		boolean failing = this.mode == CrossRequestGuardMode.FAIL;
		// Where the first call of a bean fails, it makes no further ones of itself.
		CallingPlace place = CallingPlace.find(!failing);
		CrossRequestUse use = new CrossRequestUse(owner.bean(), ClassUtils.getShortName(place.type()), place.method(),
				owner.description(), (caller != null) ? Owner.describe(caller) : null, threadName(), place.line());
		tellObservers(use);
		if (failing) {
			throw new CrossRequestException(use);
		}
		if (isFirstReport(use)) {
			logger.warn(
					"{} This is said once for the line, and the call is made. "
							+ "With request-state.cross-request-guard=fail it is an exception.",
					use.message(), new Throwable("Stack of the call"));
		}
	}

	// A virtual thread need not have a name.
	private static String threadName() {
		Thread thread = Thread.currentThread();
		return thread.getName().isEmpty() ? thread.toString() : thread.getName();
	}

	private void tellObservers(CrossRequestUse use) {
		List<CrossRequestObserver> told;
		try {
			told = findObservers();
		}
		catch (Throwable ex) {
			logFailure(ex);
			return;
		}
		for (CrossRequestObserver observer : told) {
			try {
				observer.onCrossRequestUse(use);
			}
			catch (Throwable ex) {
				logFailure(ex);
			}
		}
	}

	// Without a lock: making an observer may wait for other threads.
	private List<CrossRequestObserver> findObservers() {
		List<CrossRequestObserver> observers = this.found;
		if (observers == null) {
			observers = this.observers.get();
			this.found = observers;
		}
		return observers;
	}

	private void logFailure(Throwable failure) {
		if (this.observerFailed.compareAndSet(false, true)) {
			logger.error("An observer of calls across requests failed. This is said once.", failure);
		}
	}

	private boolean isFirstReport(CrossRequestUse use) {
		return this.reported.size() < MAX_PLACES && this.reported.add(use.bean() + " " + use.place());
	}

}
