/**
 * Request contexts in tests.
 * <p>
 * In a test of Spring's TestContext framework, such as a {@code @SpringBootTest}, every
 * test method has one, with nothing to write:
 * {@link dev.requeststate.spring.test.RequestContextTestExecutionListener}. In plain
 * JUnit it takes one annotation, {@link dev.requeststate.spring.test.WithRequestContext}.
 */
@NullMarked
package dev.requeststate.spring.test;

import org.jspecify.annotations.NullMarked;
