package dev.requeststate.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test of JUnit a request context of its own, or each test of a class: from
 * before the first {@code @BeforeEach} to after the last {@code @AfterEach} method.
 *
 * <pre class="code">
 * &#64;Test
 * &#64;WithRequestContext
 * void theCartIsEmpty() {
 *     assertThat(CART.get()).isEmpty();
 * }
 * </pre>
 *
 * The context is named as the test is displayed. Tests that run in parallel have one
 * each. Beside Spring, whose tests have one anyway, no second one is opened.
 * <p>
 * It is opened by the factory that is default at that moment; where none was made
 * default, by one that looks for leaks in every context, and is default while the test
 * runs.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ExtendWith(RequestContextExtension.class)
public @interface WithRequestContext {

	/**
	 * Whether a leak that is found while the test runs lets it fail. For tests that leak
	 * on purpose; in tests of Spring too. Of tests that run in parallel and use one
	 * factory, each one that runs at that moment fails: the text of the leak says who it
	 * was.
	 */
	boolean failOnLeak() default true;

}
