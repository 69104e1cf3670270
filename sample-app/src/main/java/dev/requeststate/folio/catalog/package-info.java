/**
 * The books. {@link dev.requeststate.folio.catalog.Catalog} asks for them through
 * {@link dev.requeststate.folio.catalog.CatalogSession}, the one database client of a
 * request: one connection, opened on first use and given back at the end of the request.
 * Its answers are cached, and {@link dev.requeststate.folio.catalog.Reviews} evicts them.
 */
@NullMarked
package dev.requeststate.folio.catalog;

import org.jspecify.annotations.NullMarked;
