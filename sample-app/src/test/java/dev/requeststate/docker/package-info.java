/**
 * Containers for Folio: the {@linkplain dev.requeststate.docker.FolioContainers database
 * and the Redis} that it is developed and tested with, and
 * {@linkplain dev.requeststate.docker.DockerFolio Folio itself} as its {@code Dockerfile}
 * makes it. A package of its own, so that Folio does not find them as beans.
 */
@NullMarked
package dev.requeststate.docker;

import org.jspecify.annotations.NullMarked;
