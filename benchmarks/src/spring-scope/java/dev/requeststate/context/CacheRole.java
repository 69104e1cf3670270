package dev.requeststate.context;

/**
 * Nothing here knows the difference.
 */
public enum CacheRole {

	HARMLESS

}
