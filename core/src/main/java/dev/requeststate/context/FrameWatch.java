package dev.requeststate.context;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a factory wants to know of the frames of its contexts. There is none where nobody
 * wants to know anything, so that a binding costs no more than one look.
 */
final class FrameWatch {

	private static final Logger logger = LoggerFactory.getLogger(FrameWatch.class);

	private final CurrentContextObserver[] observers;

	private final AtomicBoolean[] logged;

	private final LongAdder failures = new LongAdder();

	FrameWatch(List<CurrentContextObserver> observers) {
		this.observers = observers.toArray(CurrentContextObserver[]::new);
		this.logged = new AtomicBoolean[this.observers.length];
		for (int i = 0; i < this.logged.length; i++) {
			this.logged[i] = new AtomicBoolean();
		}
	}

	/**
	 * How many calls of an observer threw.
	 */
	long failures() {
		return this.failures.sum();
	}

	/**
	 * What is to be known of a frame that is about to be opened on this thread.
	 * @param context its context, which may be the one that stands for none
	 * @param previous the frame before it on this thread, or null
	 * @return null for nothing
	 */
	@Nullable WatchedFrame frame(SlotContext context, @Nullable Binding previous) {
		if (previous != null) {
			previous.nextBegins(context);
		}
		ContextTrace trace = (context != NoContext.INSTANCE) ? context.root().trace() : null;
		boolean tell = this.observers.length > 0 && !isAlready(context, previous);
		if (!tell && trace == null) {
			return null;
		}
		return new WatchedFrame(tell ? this : null, (trace != null) ? new BindingTrace(trace) : null);
	}

	private static boolean isAlready(SlotContext context, @Nullable Binding previous) {
		RequestContext before = (previous != null) ? previous.requestContext() : null;
		return (context != NoContext.INSTANCE) ? before != null && context.isSameRequest(before) : before == null;
	}

	/**
	 * Say what is current on this thread now.
	 * @param context the context, or null if none is, on purpose
	 * @return what to run when that has ended, one for each observer; null for nothing
	 */
	@Nullable Runnable @Nullable [] tell(@Nullable RequestContext context) {
		@Nullable Runnable[] ends = null;
		for (int i = 0; i < this.observers.length; i++) {
			Runnable end = tell(i, context);
			if (end != null) {
				ends = (ends != null) ? ends : new @Nullable Runnable[this.observers.length];
				ends[i] = end;
			}
		}
		return ends;
	}

	private @Nullable Runnable tell(int observer, @Nullable RequestContext context) {
		Binding top = CurrentFrame.top();
		try {
			return this.observers[observer].onCurrent(context);
		}
		catch (Throwable ex) {
			failed(observer, ex);
			return null;
		}
		finally {
			restore(top);
		}
	}

	// What an observer has left bound would end up between a block and its end.
	private static void restore(@Nullable Binding top) {
		if (CurrentFrame.top() != top) {
			CurrentFrame.restore(top);
		}
	}

	void end(@Nullable Runnable[] ends) {
		Binding top = CurrentFrame.top();
		for (int i = ends.length - 1; i >= 0; i--) {
			Runnable end = ends[i];
			if (end != null) {
				try {
					end.run();
				}
				catch (Throwable ex) {
					failed(i, ex);
				}
				finally {
					restore(top);
				}
			}
		}
	}

	private void failed(int observer, Throwable failure) {
		this.failures.increment();
		if (this.logged[observer].compareAndSet(false, true)) {
			logger.error("Observer {} threw; further failures of it are counted, not logged", this.observers[observer],
					failure);
		}
	}

}
