/**
 * The actuator endpoint {@code requeststate}:
 * {@link dev.requeststate.spring.actuate.RequestStateEndpoint} says what is open, since
 * when, who holds it and what leaked, in a
 * {@link dev.requeststate.spring.actuate.RequestStateReport}. Spring Boot's actuator is
 * optional.
 */
@NullMarked
package dev.requeststate.spring.actuate;

import org.jspecify.annotations.NullMarked;
