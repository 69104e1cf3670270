/**
 * Restarts by Spring Boot's DevTools, where an application uses them.
 * <p>
 * The listener in this package tells {@link dev.requeststate.retained.RetainedGeneration}
 * that the application starts again, before it has any bean. A file in each jar of this
 * library keeps that jar out of the restarts; where the library is restarted all the
 * same, that is reported with a remedy.
 */
@NullMarked
package dev.requeststate.spring.devtools;

import org.jspecify.annotations.NullMarked;
