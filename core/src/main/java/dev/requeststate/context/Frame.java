package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * What is current on a thread: a request context and what is being made in it, or that
 * there is none on purpose. Immutable; safe to hand to other threads.
 * <p>
 * For libraries that carry what is current from thread to thread by themselves. Everybody
 * else takes a {@link RequestContext#lease() lease}, which keeps the context open: a
 * frame does not.
 */
public sealed interface Frame permits Binding {

	/**
	 * What is current on this thread, opened here or inherited, or null if nothing ever
	 * was.
	 */
	static @Nullable Frame current() {
		return Binding.topOrInherited();
	}

	/**
	 * Make no context current on this thread until the binding is closed: for work that
	 * belongs to no request and runs on a request's thread all the same.
	 */
	static Binding none() {
		return Binding.open(NoContext.INSTANCE, null);
	}

	/**
	 * Make current again what was current at an earlier moment on this thread, and end
	 * all bindings opened since.
	 * @param earlier what {@link #current()} returned then
	 * @return false if that has ended meanwhile, by a close out of order; nothing changes
	 * then
	 */
	static boolean restore(@Nullable Frame earlier) {
		Binding binding = (Binding) earlier;
		if (binding == null || binding.isOpen()) {
			Binding.restore(binding);
			return true;
		}
		if (Binding.isInherited(binding)) {
			Binding.restore(null);
			return true;
		}
		return false;
	}

	/**
	 * The context that is current with this frame, or null if it says that there is none.
	 */
	@Nullable RequestContext requestContext();

	/**
	 * Make current on this thread what is current with this frame, until the binding is
	 * closed. There is no promise that the context is still open; where it is not, its
	 * use is a {@link RequestContextClosedException}.
	 */
	Binding reopen();

}
