package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * What a flow of work is making, and through its parents what that is made for, from the
 * inside out: a creation, or one that stands in a second chain as well.
 */
abstract sealed class CreationLink permits Creation, CreationLink.Joined {

	private final @Nullable CreationLink parent;

	CreationLink(@Nullable CreationLink parent) {
		this.parent = parent;
	}

	final @Nullable CreationLink parent() {
		return this.parent;
	}

	abstract Creation creation();

	/**
	 * One chain of two: for work that was given away by one and runs on a thread that is
	 * at work on the other. It must wait for nothing in either.
	 * @param inner the chain that comes first, or null
	 * @param outer the chain that the first one is set upon, or null
	 */
	static @Nullable CreationLink join(@Nullable CreationLink inner, @Nullable CreationLink outer) {
		if (inner == null || contains(outer, inner.creation())) {
			return outer;
		}
		if (outer == null || contains(inner, outer.creation())) {
			return inner;
		}
		return new Joined(inner.creation(), join(inner.parent(), outer));
	}

	/**
	 * Whether a creation is part of a chain.
	 */
	static boolean contains(@Nullable CreationLink chain, Creation creation) {
		for (CreationLink link = chain; link != null; link = link.parent()) {
			if (link.creation() == creation) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A creation in another chain than its own.
	 */
	static final class Joined extends CreationLink {

		private final Creation creation;

		Joined(Creation creation, @Nullable CreationLink parent) {
			super(parent);
			this.creation = creation;
		}

		@Override
		Creation creation() {
			return this.creation;
		}

	}

}
