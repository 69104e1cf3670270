package dev.requeststate.context;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * Leads to an open context for as long as somebody else does.
 * <p>
 * Every context that is open for long has one, so it keeps no more than the description
 * is made of.
 */
final class WeakEntry extends WeakReference<RootContext> {

	private final long number;

	private final @Nullable String name;

	private final @Nullable ContextTrace trace;

	WeakEntry(RootContext context) {
		super(context);
		this.number = context.number();
		this.name = context.knownName();
		this.trace = context.trace();
	}

	/**
	 * How to name the context once it is gone.
	 */
	String description() {
		return RootContext.describe(RootContext.id(this.number), this.name);
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
