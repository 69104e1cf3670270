/**
 * What the modules and Folio bring with them, as the build wrote it down in its software
 * bills of materials: shown on a page, and held against what users may rely on.
 */
@NullMarked
package dev.requeststate.folio.sbom;

import org.jspecify.annotations.NullMarked;
