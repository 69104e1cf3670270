package dev.requeststate.context;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * Leads to an open context for as long as somebody else does.
 */
final class WeakEntry extends WeakReference<RootContext> {

	private final String description;

	private final @Nullable String name;

	private final @Nullable ContextTrace trace;

	WeakEntry(RootContext context) {
		super(context);
		this.description = context.describe();
		this.name = context.knownName();
		this.trace = context.trace();
	}

	/**
	 * How to name the context once it is gone.
	 */
	String description() {
		return this.description;
	}

	/**
	 * The name that the context had, or null if that is not known.
	 */
	@Nullable String name() {
		return this.name;
	}

	/**
	 * What leak detection knows of it, or null if it does not follow it.
	 */
	@Nullable ContextTrace trace() {
		return this.trace;
	}

}
