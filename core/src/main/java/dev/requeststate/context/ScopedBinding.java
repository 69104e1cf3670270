package dev.requeststate.context;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * The frame of a block of code, which the forks of its thread inherit.
 */
final class ScopedBinding extends Binding {

	private static final AtomicIntegerFieldUpdater<ScopedBinding> HIDING = AtomicIntegerFieldUpdater
		.newUpdater(ScopedBinding.class, "hiding");

	// How many bindings without a block of their own are open in front of this frame. A
	// scoped value cannot be bound for less than a block, so forks would see this frame
	// and not the one in front of it.
	private volatile int hiding;

	ScopedBinding(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			@Nullable Binding previous, @Nullable WatchedFrame watched) {
		super(context, creation, recorder, previous, watched);
	}

	void hide() {
		HIDING.incrementAndGet(this);
	}

	void show() {
		HIDING.decrementAndGet(this);
	}

	boolean isHidden() {
		return this.hiding > 0;
	}

}
