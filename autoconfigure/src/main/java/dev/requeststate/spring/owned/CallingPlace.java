package dev.requeststate.spring.owned;

import java.util.Iterator;

import dev.requeststate.context.ApplicationCode;
import org.jspecify.annotations.Nullable;

/**
 * The method of a bean that was called, and the line of the application that called it:
 * the innermost that is {@linkplain ApplicationCode the application's}.
 *
 * @param type the class of the bean
 * @param method the method
 * @param line the line, or null if none is the application's
 */
record CallingPlace(Class<?> type, String method, @Nullable StackTraceElement line) {

	private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	/**
	 * Look at the stack of this thread, on which a generated method of a bean is.
	 * @param outermost whether a method that the bean's own methods have called is passed
	 * over: what counts is how the calls of the bean began
	 */
	static CallingPlace find(boolean outermost) {
		return WALKER.walk((frames) -> find(frames.iterator(), outermost));
	}

	private static CallingPlace find(Iterator<StackWalker.StackFrame> frames, boolean outermost) {
		StackWalker.StackFrame called = frames.next();
		while (!OwnedClass.isOwned(called.getDeclaringClass())) {
			called = frames.next();
		}
		Class<?> owned = called.getDeclaringClass();
		StackWalker.StackFrame caller = null;
		boolean found = false;
		while (frames.hasNext() && !found) {
			StackWalker.StackFrame frame = frames.next();
			if (frame.getDeclaringClass() == owned) {
				called = frame;
				caller = null;
			}
			else if (caller == null && ApplicationCode.contains(frame.getClassName())) {
				caller = frame;
				found = !outermost || !frame.getDeclaringClass().isAssignableFrom(owned);
			}
		}
		return new CallingPlace(owned.getSuperclass(), called.getMethodName(),
				(caller != null) ? caller.toStackTraceElement() : null);
	}

}
