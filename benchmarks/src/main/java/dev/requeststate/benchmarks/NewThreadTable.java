package dev.requeststate.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/**
 * Runs a task as a pool's thread does that has run tasks before, but none that carried
 * anything: its table of thread locals is there and has no entry of anybody who carries
 * something.
 * <p>
 * The table is new for each task, and the thread gets its own back afterwards. What that
 * costs is in every row. It is done in the thread itself, so {@code java.lang} has to be
 * open to this class.
 */
final class NewThreadTable {

	private static final VarHandle LOCALS = table("threadLocals");

	private static final VarHandle INHERITED = table("inheritableThreadLocals");

	private static final ThreadLocal<Object> BYSTANDER = ThreadLocalPlaces.anywhere(ThreadLocal::new);

	private NewThreadTable() {
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

	static void run(Runnable task) {
		Thread thread = Thread.currentThread();
		Object locals = LOCALS.get(thread);
		Object inherited = INHERITED.get(thread);
		LOCALS.set(thread, null);
		INHERITED.set(thread, null);
		BYSTANDER.set(thread);
		try {
			task.run();
		}
		finally {
			LOCALS.set(thread, locals);
			INHERITED.set(thread, inherited);
		}
	}

}
