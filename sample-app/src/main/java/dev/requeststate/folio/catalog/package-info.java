/**
 * The books. {@link dev.requeststate.folio.catalog.Catalog} asks for them through
 * {@link dev.requeststate.folio.catalog.CatalogSession}, the one database client of a
 * request: one connection, opened on first use and given back at the end of the request.
 */
@NullMarked
package dev.requeststate.folio.catalog;

import org.jspecify.annotations.NullMarked;
