package dev.requeststate.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks with thread locals of their own, as another thread would, without the time
 * that it takes to wake one.
 * <p>
 * The thread that calls gets another table of thread locals while the task runs, and its
 * own back afterwards. What that costs is in every row. It is done in the thread itself,
 * so {@code java.lang} has to be open to this class.
 */
final class OtherThread {

	private static final VarHandle LOCALS = table("threadLocals");

	private static final VarHandle INHERITABLE = table("inheritableThreadLocals");

	private static final ThreadLocal<Object> BYSTANDER = ThreadLocalPlaces.anywhere(ThreadLocal::new);

	private final boolean cold;

	private @Nullable Object locals;

	private @Nullable Object inheritable;

	/**
	 * Create a thread that has run tasks before, but none that carried anything: it has a
	 * table, without the entries of anybody who carries something.
	 * @param cold whether to be so for each task, and not for the first alone
	 */
	OtherThread(boolean cold) {
		this.cold = cold;
	}

	private static VarHandle table(String field) {
		try {
			Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
			return lookup.findVarHandle(Thread.class, field, Class.forName("java.lang.ThreadLocal$ThreadLocalMap"));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Run with --add-opens=java.base/java.lang=ALL-UNNAMED", ex);
		}
	}

	void run(Runnable task) {
		Thread thread = Thread.currentThread();
		Object locals = LOCALS.get(thread);
		Object inheritable = INHERITABLE.get(thread);
		LOCALS.set(thread, this.locals);
		INHERITABLE.set(thread, this.inheritable);
		BYSTANDER.set(this);
		try {
			task.run();
		}
		finally {
			if (!this.cold) {
				this.locals = LOCALS.get(thread);
				this.inheritable = INHERITABLE.get(thread);
			}
			LOCALS.set(thread, locals);
			INHERITABLE.set(thread, inheritable);
		}
	}

}
