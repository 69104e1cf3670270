package dev.requeststate.context;

/**
 * What it means for a cached result that a request local was read while it was made. A
 * result that was made from a request is that request's own, unless what was read is part
 * of the key under which it is stored.
 */
public enum CacheRole {

	/**
	 * One value: where it was read for the key, it is in the key.
	 */
	VALUE,

	/**
	 * An object with state of several kinds: a key made from one of them does not cover
	 * the others, so reading it for the key excuses nothing.
	 */
	STATE,

	/**
	 * Says nothing of the request that a result could pass on to another one. Its reads
	 * are not told.
	 */
	HARMLESS

}
