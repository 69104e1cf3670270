package dev.requeststate.spring.owned;

import java.lang.ref.WeakReference;

import dev.requeststate.context.RequestContext;

/**
 * The request that one bean belongs to. The bean's generated methods run it before each
 * call.
 * <p>
 * The bean has got out of its request where this matters, so this keeps nothing of the
 * request but a short text: it may be kept for as long as the application runs.
 */
final class Owner extends WeakReference<RequestContext> implements Runnable {

	private final CrossRequestGuard guard;

	private final String bean;

	private final String description;

	Owner(RequestContext context, String bean, CrossRequestGuard guard) {
		super(context);
		this.guard = guard;
		this.bean = bean;
		this.description = describe(context);
	}

	/**
	 * How messages name a request, which is by its number alone where the code that names
	 * it throws.
	 */
	static String describe(RequestContext context) {
		try {
			return context.toString();
		}
		catch (Throwable ex) {
			return "request " + context.id();
		}
	}

	String bean() {
		return this.bean;
	}

	String description() {
		return this.description;
	}

	@Override
	public void run() {
		RequestContext current = RequestContext.currentOrNull();
		if (current == null || !(refersTo(current) || isDerived(current))) {
			this.guard.report(this, current);
		}
	}

	private boolean isDerived(RequestContext current) {
		RequestContext owner = get();
		return owner != null && owner.isSameRequest(current);
	}

}
