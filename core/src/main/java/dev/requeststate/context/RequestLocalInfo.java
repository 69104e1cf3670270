package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request local that is defined in this process, without any of its
 * values.
 *
 * @param kind what messages call it: {@code request local}, or another word where a
 * library keeps in it what its users know as something else
 * @param name its name
 * @param type the name of the class of the first value that was made or set, or null
 * before that
 * @param source the line that has defined it, or null where that is the library of its
 * kind
 * @param destroyer whether its values are destroyed by a destroyer of its own
 * @param cacheRole what reading it means for a cached result
 */
public record RequestLocalInfo(String kind, String name, @Nullable String type, @Nullable String source,
		boolean destroyer, CacheRole cacheRole) {

}
