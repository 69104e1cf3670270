import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeUnit;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;

/**
 * What forks of a {@code StructuredTaskScope} see, as a program: the class is a preview in
 * JDK 25. Prints a line for each check; ends with 1 at the first that fails.
 */
class StructuredForks {

	static final RequestLocal<String> USER = RequestLocal.withInitial("user", () -> "made");

	static final RequestLocal<String> FORKING = RequestLocal.withInitial("forking",
			() -> fork(() -> USER.get() + " for " + RequestContext.current().name()));

	static final RequestLocal<String> CIRCULAR = RequestLocal.withInitial("circular",
			() -> fork(StructuredForks::circular));

	static final RequestContextFactory FACTORY = RequestContextFactory.builder().build();

	static String circular() {
		return CIRCULAR.get();
	}

	public static void main(String[] arguments) throws Exception {
		check("a fork outside a request has none", null, fork(StructuredForks::currentName));

		FACTORY.run("request", () -> {
			check("a fork sees the request", "request", fork(StructuredForks::currentName));
			check("a fork makes a value of the request", "made", fork(USER::get));
			check("its value is the request's own", "made", USER.getIfPresent());
			check("a fork of a fork sees the request", "request", fork(() -> fork(StructuredForks::currentName)));
			check("a fork of a factory of the context sees it", "request", forkWith(StructuredForks::currentName));
			RequestContext.current().with(USER, "admin").run(() -> {
				check("a fork sees an override", "admin", fork(USER::get));
				check("a value made by forks of its initializer is made without the override", "made for request",
						FORKING.get());
			});
			check("after the block the override is gone", "made", fork(USER::get));
		});

		FACTORY.run("request", () -> check("a circle through a fork is found", "CircularCreationException",
				failure(() -> CIRCULAR.get())));

		FACTORY.run("request", () -> {
			CallScope call = CallScope.open("prices");
			call.call(() -> fork(USER::get));
			check("what a fork of a cached call reads is recorded", "[request local 'user']", parts(call));
			CallScope read = CallScope.open("prices");
			USER.get();
			check("what is read outside of a call is not", "[]", parts(read));
			CallScope key = CallScope.open("prices");
			key.key(() -> {
				check("a fork never sees the call behind a key", null, fork(StructuredForks::currentName));
				return null;
			});
			check("a fork after the key sees the request", "request", fork(StructuredForks::currentName));
		});
		CallScope outside = CallScope.open("warm up");
		outside.call(() -> fork(() -> CallScope.current().tag("forked")));
		check("a fork of a cached call outside requests is part of it", "[forked]", outside.tags().toString());

		Lease other = FACTORY.open(() -> "other");
		FACTORY.run("request", () -> {
			try (Binding binding = other.bind()) {
				check("a binding is current on its own thread", "other", currentName());
				check("a fork never sees the block behind a binding", null, fork(StructuredForks::currentName));
				check("the error says why", true,
						fork(() -> message(RequestContext::current)).contains("Lease.run"));
				other.run(() -> check("a block inside the binding is seen", "other", fork(StructuredForks::currentName)));
				check("a block inside a fork is seen by its forks", "other",
						fork(() -> other.call(() -> fork(StructuredForks::currentName))));
			}
			check("after the binding the block is seen again", "request", fork(StructuredForks::currentName));
			try (Binding binding = RequestContext.current().bind()) {
				check("a binding of the same context hides nothing", "request", fork(StructuredForks::currentName));
			}
			try (Binding none = Frame.none()) {
				check("a fork has none where none is current on purpose", null, fork(StructuredForks::currentName));
			}
			Binding forgotten = other.bind();
			check("a forgotten binding hides the block", null, fork(StructuredForks::currentName));
			Frame.restore(null);
		});
		FACTORY.run("next", () -> check("what was forgotten hides nothing later", "next", fork(StructuredForks::currentName)));
		other.close();

		ExecutorService pool = Executors.newFixedThreadPool(1);
		try {
			Lease request = FACTORY.open(() -> "request");
			Callable<String> task = request.call(() -> Propagating.callable(() -> fork(StructuredForks::currentName)));
			request.close();
			check("a fork of a carried task sees the request", "request", pool.submit(task).get(20, TimeUnit.SECONDS));
		}
		finally {
			pool.shutdown();
		}
		check("all are closed", FACTORY.opened(), FACTORY.closed());
	}

	static String parts(CallScope call) {
		return call.requestReads().stream().map((read) -> read.part().toString()).toList().toString();
	}

	static String currentName() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null) ? context.name() : null;
	}

	static String message(Runnable work) {
		try {
			work.run();
			return "no failure";
		}
		catch (RuntimeException ex) {
			return ex.getMessage();
		}
	}

	static String failure(Runnable work) {
		try {
			work.run();
			return "no failure";
		}
		catch (RuntimeException ex) {
			Throwable cause = ex;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			return cause.getClass().getSimpleName();
		}
	}

	static <T> T fork(Callable<T> work) {
		try (StructuredTaskScope<T, Void> scope = StructuredTaskScope.open()) {
			StructuredTaskScope.Subtask<T> fork = scope.fork(work);
			scope.join();
			return fork.get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static <T> T forkWith(Callable<T> work) {
		try (StructuredTaskScope<T, Void> scope = StructuredTaskScope.open(
				StructuredTaskScope.Joiner.awaitAllSuccessfulOrThrow(),
				(configuration) -> configuration.withThreadFactory(RequestContext.current().threadFactory()))) {
			StructuredTaskScope.Subtask<T> fork = scope.fork(work);
			scope.join();
			return fork.get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void check(String what, Object expected, Object actual) {
		if (!java.util.Objects.equals(expected, actual)) {
			System.out.println("FAILED: " + what + ": expected " + expected + " and was " + actual);
			System.exit(1);
		}
		System.out.println("ok: " + what);
	}

}
