/**
 * Request contexts in tests.
 * <p>
 * In a test of Spring's TestContext framework, such as a {@code @SpringBootTest}, every
 * test method has one, with nothing to write:
 * {@link dev.requeststate.spring.test.RequestContextTestExecutionListener}. In plain
 * JUnit it takes one annotation, {@link dev.requeststate.spring.test.WithRequestContext}.
 * <p>
 * What requests must not do to each other is asserted with
 * {@link dev.requeststate.spring.test.RequestContextAssertions}. Leaks are looked for in
 * every test, and fail the one in which they are found.
 */
@NullMarked
package dev.requeststate.spring.test;

import org.jspecify.annotations.NullMarked;
