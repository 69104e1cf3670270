package dev.requeststate.context;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends values that were taken out of their slots: with their context current, with the
 * context class loader of its opening, and so that a failure is logged and stops nothing.
 */
final class Destruction {

	private static final Logger logger = LoggerFactory.getLogger(Destruction.class);

	private Destruction() {
	}

	/**
	 * End all values of a context that is not open any more, in the reverse order of
	 * their completed creation. From here on no slot takes a value: a maker that comes
	 * late sees, under its slot's lock, that the context is not open, and destroys what
	 * it has made.
	 */
	static void destroyAll(SlotContext context) {
		if (context.isEmpty()) {
			return;
		}
		List<Slot> slots = context.slots();
		slots.sort(Comparator.comparingInt(Slot::order).reversed());
		for (Slot slot : slots) {
			destroy(context, slot.take());
		}
	}

	static void destroy(SlotContext context, Slot.@Nullable Taken taken) {
		if (taken == null) {
			return;
		}
		runCallbacks(context, taken.local(), taken.callbacks());
		Destroyer<Object> destroyer = taken.local().destroyer();
		if (destroyer != null) {
			run(context, taken.local(), () -> destroyer.destroy(taken.value()));
		}
	}

	/**
	 * Run the callbacks of one value, the latest first.
	 */
	static void runCallbacks(SlotContext context, RequestLocal<?> local, Slot.@Nullable Callback callbacks) {
		for (Slot.Callback callback = callbacks; callback != null; callback = callback.next()) {
			run(context, local, callback.action()::run);
		}
	}

	private static void run(SlotContext context, RequestLocal<?> local, Step step) {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		Binding previous = CurrentFrame.top();
		Throwable failure = null;
		try {
			// Where a value is being made, a destroyer that needs it would wait for its
			// own thread.
			NextFrame.open(context, CurrentFrame.currentCreation(), null);
			thread.setContextClassLoader(context.root().loader());
			step.run();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		finally {
			CurrentFrame.endBlock(previous);
			thread.setContextClassLoader(loader);
		}
		if (failure != null) {
			logger.error("Could not destroy {} of {}", local, context, failure);
			context.root().factory().destroyFailed(context.root(), local.name(), failure);
		}
	}

	@FunctionalInterface
	private interface Step {

		void run() throws Exception;

	}

}
