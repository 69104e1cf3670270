package dev.requeststate.folio.isolation;

/**
 * What has become of all requests so far, but for the one that asks.
 *
 * @param opened how many contexts were opened
 * @param closed how many of them are closed
 * @param active how many are still open
 * @param closedByContainer how many requests ended because the container said so
 * @param closedByRule how many ended by the portable rule
 * @param sessionsOpened how many catalog sessions took a connection
 * @param sessionsClosed how many gave it back
 * @param destroyFailures how many values could not be destroyed
 * @param leaks how many contexts, bindings and leases somebody has forgotten to end, as
 * far as leak detection looks for them
 */
record IsolationStats(long opened, long closed, long active, long closedByContainer, long closedByRule,
		long sessionsOpened, long sessionsClosed, long destroyFailures, long leaks) {
}
