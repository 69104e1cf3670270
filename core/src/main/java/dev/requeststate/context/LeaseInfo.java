package dev.requeststate.context;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A lease that is open.
 *
 * @param context the context that it keeps open
 * @param holder the class of the task that it was taken for, or null if nobody said
 * @param thread the name of the thread on which it was taken; empty for a thread without
 * one
 * @param age how long it has been seen to be open: from the first
 * {@linkplain OpenContexts#review() review} after it was taken
 * @param taken the stack of the code that took it, or null: it is recorded only for
 * holders that were reported once before, and for contexts that {@linkplain LeakDetection
 * leak detection} follows
 */
public record LeaseInfo(RequestContext context, @Nullable Class<?> holder, String thread, Duration age,
		@Nullable Throwable taken) {

	/**
	 * The line of the application that took it, as
	 * {@code com.shop.Orders.place(Orders.java:41)}: the innermost of {@link #taken()}
	 * that is neither of this library nor of the JDK or of what runs an application.
	 * @return the line, or null where it was not recorded
	 */
	public @Nullable String place() {
		return (this.taken != null) ? LeakPlace.of(this.taken) : null;
	}

	@Override
	public String toString() {
		return this.context + ", held by "
				+ ((this.holder != null) ? this.holder.getName() : "code that took a lease by hand") + ", taken on "
				+ (this.thread.isEmpty() ? "an unnamed thread" : "thread '" + this.thread + "'");
	}

}
