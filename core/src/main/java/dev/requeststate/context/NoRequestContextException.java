package dev.requeststate.context;

/**
 * Something that belongs to a request was used on a thread where no request context is
 * current.
 */
public final class NoRequestContextException extends IllegalStateException {

	private static final String HIDDEN = "The code that forked this thread has a binding open, which forks do not "
			+ "inherit: make the context current with a block there, Lease.run instead of Lease.bind. ";

	/**
	 * Create the exception for the current thread.
	 * @param subject what was asked for, as in {@code request local 'cart'}
	 */
	public NoRequestContextException(String subject) {
		super("There is no request context for " + subject + " on thread '" + ThreadName.of(Thread.currentThread())
				+ "'. " + (CurrentFrame.isInheritanceHidden() ? HIDDEN : "")
				+ "If this code works for a request, carry its context here: wrap the executor or the task with "
				+ "Propagating, or take RequestContext.current().lease() on the request's thread and bind it on this "
				+ "one. If it is a job or a listener, open a context for it: RequestContext.run(\"name\", () -> ...), or "
				+ "@OpensRequestContext on a Spring bean's method. If it is a test, annotate it with "
				+ "@WithRequestContext; a @SpringBootTest has a context on the thread of its test methods.");
	}

}
