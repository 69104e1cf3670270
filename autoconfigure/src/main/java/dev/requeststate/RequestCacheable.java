package dev.requeststate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.annotation.AliasFor;

/**
 * Remembers what a method returns for the rest of the request: {@link Cacheable} on
 * caches that live in the request context and are gone with it.
 *
 * <pre class="code">
 * &#64;RequestCacheable
 * public Book book(String slug) {
 * </pre>
 *
 * Sections of one request that ask at once compute a value once: one calls the method,
 * the others wait. So it is for a {@link java.util.concurrent.CompletableFuture}, a
 * {@code Mono} or a {@code Flux}, without waiting threads. What the method throws, or
 * completes exceptionally with, is not remembered; null is. The method may read whatever
 * it likes from the request: what others get is this request's own. Inside
 * {@code context.with(...)} it is called as if outside it, as whoever makes a value of
 * the request is.
 * <p>
 * Needs {@code @EnableCaching}. Outside of a request a call is a
 * {@link dev.requeststate.context.NoRequestContextException}; a method that asks for its
 * own result is a {@link dev.requeststate.context.CircularCreationException}. Evict with
 * {@code @CacheEvict(cacheNames = "books", cacheManager = "requestCacheManager")}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Cacheable(cacheResolver = "requestCacheResolver")
public @interface RequestCacheable {

	/**
	 * Alias for {@link #cacheNames}.
	 */
	@AliasFor(annotation = Cacheable.class, attribute = "cacheNames")
	String[] value() default {};

	/**
	 * Names of the caches. By default those of a {@code @CacheConfig} on the class, or
	 * else a cache of the method's own.
	 */
	@AliasFor(annotation = Cacheable.class, attribute = "cacheNames")
	String[] cacheNames() default {};

	/**
	 * SpEL expression of the key. By default all arguments.
	 */
	@AliasFor(annotation = Cacheable.class)
	String key() default "";

	/**
	 * Bean name of a {@link org.springframework.cache.interceptor.KeyGenerator}, in the
	 * place of {@link #key}.
	 */
	@AliasFor(annotation = Cacheable.class)
	String keyGenerator() default "";

	/**
	 * SpEL expression that is true where the cache is to be used.
	 */
	@AliasFor(annotation = Cacheable.class)
	String condition() default "";

	/**
	 * SpEL expression that is true where the result is not to be remembered. Needs
	 * {@code sync = false}.
	 */
	@AliasFor(annotation = Cacheable.class)
	String unless() default "";

	/**
	 * Whether those who ask at once wait for one. Spring wants false together with
	 * {@link #unless}, with several caches, and beside another cache operation on the
	 * same method; those who ask at once call the method each then.
	 */
	@AliasFor(annotation = Cacheable.class)
	boolean sync() default true;

}
