/**
 * Error pages that look like every other page and know which request failed.
 */
@NullMarked
package dev.requeststate.folio.error;

import org.jspecify.annotations.NullMarked;
