package dev.requeststate.spring.scope;

import java.util.Objects;

import dev.requeststate.context.CacheRole;

/**
 * A bean of the scope {@value RequestStateScope#NAME} as it is defined, for people.
 *
 * @param name the name its users know it by
 * @param type the name of its class, as far as it is known before one was made
 * @param source where it is defined: a {@code @Bean} method, or else its class
 * @param destroyer whether it is destroyed with its request: by a method that is said to
 * do so, or because its type is known to need it
 * @param cacheRole what it means for a cached result that the bean was read
 */
public record StateBean(String name, String type, String source, boolean destroyer, CacheRole cacheRole) {

	/**
	 * Checks that nothing is missing.
	 */
	public StateBean {
		Objects.requireNonNull(name, "'name' must not be null");
		Objects.requireNonNull(type, "'type' must not be null");
		Objects.requireNonNull(source, "'source' must not be null");
		Objects.requireNonNull(cacheRole, "'cacheRole' must not be null");
	}

}
