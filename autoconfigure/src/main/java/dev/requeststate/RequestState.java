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

}
