package dev.requeststate.caching;

import java.util.Locale;

/**
 * What became of a result that three requests asked for: two of one visitor, then one of
 * another.
 */
enum Verdict {

	/**
	 * One was made and all were served with it, who makes no difference to it.
	 */
	STORED,

	/**
	 * One was made for each visitor.
	 */
	KEYED,

	/**
	 * One was made for each request, and the guard has said why.
	 */
	REFUSED,

	/**
	 * One was made for each request, by the application's own will.
	 */
	NOT_STORED,

	/**
	 * Spring has no means for it with this cache, guarded or not.
	 */
	UNSUPPORTED,

	/**
	 * One visitor was served with what belongs to another.
	 */
	CROSSED,

	/**
	 * Anything else.
	 */
	WRONG;

	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
