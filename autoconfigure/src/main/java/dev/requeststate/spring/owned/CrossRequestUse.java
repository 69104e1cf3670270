package dev.requeststate.spring.owned;

import org.jspecify.annotations.Nullable;

/**
 * One call of a bean of one request from another request, or from none. Holds on to
 * nothing of either.
 *
 * @param bean the name of the bean, as its users know it
 * @param type the name of its class, without the package
 * @param method the method that was called
 * @param owner the request the bean belongs to, as in {@code request 4f0c (GET /cart)}
 * @param caller the request that is current on the calling thread, or null for none
 * @param thread the name of the calling thread
 * @param place the calling line, or null if no line of the application is on the stack
 */
public record CrossRequestUse(String bean, String type, String method, String owner, @Nullable String caller,
		String thread, @Nullable StackTraceElement place) {

	/**
	 * What was called from where, the likely cause, and what to do.
	 */
	public String message() {
		return this.type + " of " + this.owner + " was called from "
				+ ((this.caller != null) ? this.caller : "no request") + ": " + this.method + "() of the bean '"
				+ this.bean + "'" + ((this.place != null) ? ", at " + this.place : "") + ", on thread '" + this.thread
				+ "'. " + ((this.caller != null) ? fromAnother() : fromNone());
	}

	private String fromAnother() {
		return "The real object got out of its request: a field of a singleton keeps it, or a lambda has captured "
				+ "it. Keep the stand-in in its place, which is injected for " + this.type
				+ " and is the bean of the request that is current; do not give out 'this' or the result of "
				+ "StateProxy.requestStateTarget().";
	}

	private String fromNone() {
		return "The real object got out of its request: a lambda has captured it, or a field keeps it, and the work "
				+ "that calls it runs without the request. Carry the context to that work (an executor of Spring "
				+ "Boot's, Propagating, RequestContext.current().lease()), or hand it the values it needs.";
	}

}
