package dev.requeststate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.annotation.AliasFor;

/**
 * {@link Cacheable} on the caches of a bean in Spring's request scope.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Cacheable(cacheResolver = "requestCacheResolver", sync = true)
public @interface RequestCacheable {

	@AliasFor(annotation = Cacheable.class, attribute = "cacheNames")
	String[] value() default {};

}
