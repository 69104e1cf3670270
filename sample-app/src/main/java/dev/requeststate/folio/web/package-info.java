/**
 * What Spring MVC has to know about request state in this application.
 */
@NullMarked
package dev.requeststate.folio.web;

import org.jspecify.annotations.NullMarked;
