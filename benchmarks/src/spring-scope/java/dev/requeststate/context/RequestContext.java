package dev.requeststate.context;

/**
 * There is none: the request's attributes are all there is.
 */
public interface RequestContext {

}
