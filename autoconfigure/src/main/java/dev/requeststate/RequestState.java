package dev.requeststate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.requeststate.spring.scope.RequestStateScope;

import org.springframework.context.annotation.Scope;

/**
 * Makes a bean belong to the request: on a component class or a {@code @Bean} method.
 *
 * <pre class="code">
 * &#64;Component
 * &#64;RequestState
 * class Cart {
 * }
 * </pre>
 *
 * What is injected anywhere, also into singletons, is a stand-in that is, at each call,
 * the bean of the request that is current then. The bean itself is made on the first
 * call, at most once for each request, and destroyed when the request's context closes.
 * <p>
 * Parallel work of one request shares one instance: a bean that is used that way has to
 * be thread-safe. A stand-in stands for methods only: fields, private and final methods
 * of the class are not the bean's. The type of the bean (for a {@code @Bean} method what
 * it is declared to return) has to be an interface or a class that can be extended.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Scope(RequestStateScope.NAME)
public @interface RequestState {

	/**
	 * Whether the bean is one value, as a tenant or a language is: where a key of a
	 * cached method is made from the bean, all that the method reads of it is in the key.
	 * By default a bean has state of several kinds, of which a key covers some, so that a
	 * result made from it is not shared under any key.
	 */
	boolean cacheKey() default false;

	/**
	 * Whether a result of a cached method may be shared with other requests although it
	 * was made with the help of the bean: for one that has nothing of its request which
	 * could get into a result, such as a timer.
	 */
	boolean cacheable() default false;

}
