/**
 * Several instances of Folio beside each other: what one evicts, the others must not
 * serve. The servers that they share are run here, too.
 */
@NullMarked
package dev.requeststate.folio.instances;

import org.jspecify.annotations.NullMarked;
