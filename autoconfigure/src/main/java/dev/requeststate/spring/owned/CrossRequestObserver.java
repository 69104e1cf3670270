package dev.requeststate.spring.owned;

/**
 * Is told of beans of one request that are called from another, or from none.
 * <p>
 * Called at each such call, on the caller's thread: an implementation is fast and safe
 * for use by several threads. What it throws is logged and reaches nobody.
 */
public interface CrossRequestObserver {

	/**
	 * A bean was called from elsewhere.
	 */
	void onCrossRequestUse(CrossRequestUse use);

}
