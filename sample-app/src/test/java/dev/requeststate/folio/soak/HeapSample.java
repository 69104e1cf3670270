package dev.requeststate.folio.soak;

/**
 * The heap of an instance at one moment.
 *
 * @param requests how many requests were sent to it by then
 * @param bytes how much of its heap was reachable
 */
record HeapSample(long requests, long bytes) {
}
