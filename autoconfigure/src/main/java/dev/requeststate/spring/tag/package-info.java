/**
 * Tags of cached results: by which they are evicted, wherever they are stored.
 * <p>
 * Start at {@link dev.requeststate.spring.tag.CacheTags}.
 */
@NullMarked
package dev.requeststate.spring.tag;

import org.jspecify.annotations.NullMarked;
