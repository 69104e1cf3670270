package dev.requeststate.context;

import java.lang.ref.WeakReference;

/**
 * Leads to an open context for as long as somebody else does.
 */
final class WeakEntry extends WeakReference<RootContext> {

	private final String description;

	WeakEntry(RootContext context) {
		super(context);
		this.description = context.describe();
	}

	/**
	 * How to name the context once it is gone.
	 */
	String description() {
		return this.description;
	}

}
