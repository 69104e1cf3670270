/**
 * The request context of an HTTP request.
 * <p>
 * {@link dev.requeststate.servlet.RequestStateFilter} opens one context for each request
 * and makes it current in every dispatch of it. What the request said is in
 * {@link dev.requeststate.servlet.RequestInfo}; what the response shall say, until it is
 * committed, goes into {@link dev.requeststate.servlet.ResponseHeaders}. The context ends
 * where the container says so, through a
 * {@link dev.requeststate.servlet.RequestCompletion}, and by a portable rule where none
 * can.
 */
@NullMarked
package dev.requeststate.servlet;

import org.jspecify.annotations.NullMarked;
