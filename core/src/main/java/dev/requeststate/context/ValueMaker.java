package dev.requeststate.context;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes the value of a slot, at most once at a time, or waits for the thread that does.
 */
final class ValueMaker {

	private ValueMaker() {
	}

	/**
	 * The value of a local, made if there is none.
	 * @param owner the context that holds it
	 * @param local the local
	 * @param initial makes the value
	 * @param chain the innermost value that this flow of work is making already
	 */
	static Object obtain(SlotContext owner, RequestLocal<?> local, Supplier<?> initial, @Nullable CreationLink chain) {
		owner.requireOpen("make a value for", local);
		return obtain(owner, owner.slot(local), initial, chain);
	}

	/**
	 * The value of a slot, made if there is none.
	 * @param owner the context that holds it
	 * @param slot the slot
	 * @param initial makes the value
	 * @param chain the innermost value that this flow of work is making already
	 */
	static Object obtain(SlotContext owner, Slot slot, Supplier<?> initial, @Nullable CreationLink chain) {
		while (true) {
			owner.requireOpen("make a value for", slot);
			Creation mine = new Creation(owner, slot, chain);
			Creation marker = slot.begin(mine);
			Object value = null;
			if (marker == mine) {
				value = make(owner, mine, initial);
			}
			else {
				if (marker != null) {
					await(owner, marker, chain);
				}
				value = slot.value();
			}
			if (value != null) {
				return value;
			}
		}
	}

	/**
	 * Run the user's code and publish what it made.
	 * @return the value that stands in the slot then: another one was set meanwhile, or
	 * removed again, or the context was closed, if it is not the one that was made
	 */
	private static @Nullable Object make(SlotContext owner, Creation creation, Supplier<?> initial) {
		Slot slot = creation.slot();
		Object made = null;
		Throwable failure = null;
		try {
			made = NextFrame.call(owner.maker(), creation, null, initial::get);
			if (made == null) {
				throw new NullPointerException("The initial value of " + slot + " must not be null");
			}
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			if (made == null) {
				slot.abandon();
				creation.finish(failure);
				Destruction.runCallbacks(owner, slot.local(), creation.takeCallbacks());
			}
		}
		// Those who wait go on before anything is destroyed: a destroyer may need what
		// they are making.
		boolean published = slot.complete(owner, made, creation);
		creation.finish(null);
		owner.root().factory().valueCreated(owner.root(), slot.local());
		if (!published) {
			Destruction.destroy(owner, new Slot.Taken(slot.local(), made, creation.takeCallbacks()));
		}
		return slot.value();
	}

	private static void await(SlotContext owner, Creation marker, @Nullable CreationLink chain) {
		CreationCircles.enter(chain, marker);
		try {
			long timeout = owner.root().factory().creationTimeoutNanos();
			if (!marker.await(timeout)) {
				throw timedOut(owner, marker, timeout);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CreationWaitException("Interrupted while waiting for " + marker.slot() + " of " + owner.describe()
					+ ", which thread '" + ThreadName.of(marker.maker()) + "' is making.", ex);
		}
		finally {
			CreationCircles.exit(chain, marker);
		}
		Throwable failure = marker.failure();
		if (failure != null) {
			// What an initial value throws is unchecked, or was smuggled past the
			// compiler
			// by itself; those who waited for it get the same.
			throw Unchecked.sneak(failure);
		}
	}

	private static CreationWaitException timedOut(SlotContext owner, Creation marker, long timeout) {
		Thread maker = marker.maker();
		Throwable stack = new Throwable("Stack of thread '" + ThreadName.of(maker) + "', which is making the value");
		stack.setStackTrace(maker.getStackTrace());
		return new CreationWaitException(
				"Gave up after " + TimeUnit.NANOSECONDS.toMillis(timeout) + " ms waiting for " + marker.slot() + " of "
						+ owner.describe() + ", which thread '" + ThreadName.of(maker)
						+ "' is still making (its stack is the cause). Make it faster, or raise the creation timeout.",
				stack);
	}

}
