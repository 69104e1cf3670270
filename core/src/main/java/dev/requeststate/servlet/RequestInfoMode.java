package dev.requeststate.servlet;

/**
 * When the parts of a request that cost something are copied into its
 * {@link RequestInfo}.
 */
public enum RequestInfoMode {

	/**
	 * When they are first used on the thread of a dispatch, or when a lease is taken, or
	 * when a dispatch ends that has started asynchronous work.
	 */
	LAZY,

	/**
	 * When the request begins, whether they are used or not. For applications that carry
	 * contexts to other threads by means this library does not see.
	 */
	EAGER

}
