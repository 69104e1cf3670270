/**
 * What the servlet containers of Spring Boot and Spring MVC know about a request that the
 * servlet API does not say: when it is over, and what its path means.
 * <p>
 * {@link dev.requeststate.spring.web.TomcatRequestCompletion} and
 * {@link dev.requeststate.spring.web.JettyRequestCompletion} end the request context
 * where the container is done with the request.
 * {@link dev.requeststate.spring.web.PathVariablesInterceptor} hands the path variables
 * to {@link dev.requeststate.servlet.RequestInfo}.
 */
@NullMarked
package dev.requeststate.spring.web;

import org.jspecify.annotations.NullMarked;
