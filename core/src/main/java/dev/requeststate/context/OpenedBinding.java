package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * A binding that whoever has opened it closes. The frame of a block needs less.
 */
final class OpenedBinding extends Binding {

	private final @Nullable ScopedBinding hidden;

	private final Thread thread = Thread.currentThread();

	/**
	 * Create a binding.
	 * @param context its context
	 * @param creation the innermost value that this flow of work is making, or null
	 * @param recorder what is told of the reads of this flow of work, or null
	 * @param previous what was current before on the same thread, or null
	 * @param watched what is known of it by those who watch it, or null
	 * @param hidden what it hides from the forks of its thread, or null
	 */
	OpenedBinding(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			@Nullable Binding previous, @Nullable WatchedFrame watched, @Nullable ScopedBinding hidden) {
		super(context, creation, recorder, previous, watched);
		this.hidden = hidden;
	}

	@Override
	public void close() {
		if (Thread.currentThread() != this.thread) {
			closedElsewhere();
			throw new IllegalStateException("A binding of " + context().describe() + " was opened on thread '"
					+ ThreadName.of(this.thread) + "' and closed on thread '" + ThreadName.of(Thread.currentThread())
					+ "'. A binding ends on the thread it was opened on: use try-with-resources, and hand a lease, "
					+ "not a binding, to another thread.");
		}
		super.close();
	}

	@Override
	void end() {
		// Forks see it again.
		if (this.hidden != null) {
			this.hidden.show();
		}
		super.end();
	}

}
