package dev.requeststate.folio.isolation.suite;

import java.util.List;

import dev.requeststate.folio.process.ThreadKind;

/**
 * Has a packaged Folio load its classes, one request at a time.
 *
 * <p>
 * Virtual threads that load their classes out of a nested jar at the same time can stop
 * for good, all carriers waiting for a lock whose owner waits for a carrier:
 * spring-projects/spring-boot#51463. It takes a cold process and as few processors as
 * here; no request state is involved. So it is not met by all clients at once, and first
 * with pages of one section, since sections are threads as well, and virtual ones
 * whatever the requests are on. One that times out is enough: nothing else is done in the
 * seconds that more of them would take.
 */
final class WarmUp {

	private static final int REQUESTS = 100;

	private WarmUp() {
	}

	/**
	 * Sends the requests and returns what came of them; none where there are no virtual
	 * threads.
	 * @param page the path before the token
	 */
	static List<Tally> of(FolioSession session, String page, long seed) throws InterruptedException {
		if (ThreadKind.available() == 1) {
			return List.of();
		}
		RequestMix mix = new RequestMix(page, seed);
		return List.of(session.warmUp(() -> mix.get().withOneSection().with(IsolationMode.TIMEOUT), 1),
				session.warmUp(() -> withoutTimeout(mix.get()).withOneSection(), REQUESTS),
				session.warmUp(() -> withoutTimeout(mix.get()), REQUESTS));
	}

	private static IsolationRequest withoutTimeout(IsolationRequest request) {
		return (request.mode() == IsolationMode.TIMEOUT) ? request.with(IsolationMode.DEFERRED) : request;
	}

}
