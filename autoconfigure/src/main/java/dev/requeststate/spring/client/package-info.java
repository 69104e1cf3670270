/**
 * One fetch per request: identical GETs that one request makes go over the wire once.
 * <p>
 * {@link dev.requeststate.spring.client.FetchOnceCustomizer} puts it into the clients
 * that Spring Boot builds, {@link dev.requeststate.spring.client.FetchOnceInterceptor}
 * into any other.
 */
@NullMarked
package dev.requeststate.spring.client;

import org.jspecify.annotations.NullMarked;
