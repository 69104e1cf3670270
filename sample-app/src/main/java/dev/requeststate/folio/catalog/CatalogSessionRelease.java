package dev.requeststate.folio.catalog;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;

import org.springframework.stereotype.Component;

/**
 * Gives the connection back when the last dispatch of a request is over. Work that holds
 * a lease may keep the context open for long after that; it must not keep a connection,
 * or a few slow tasks could take all of them.
 */
@Component
final class CatalogSessionRelease implements RequestContextObserver {

	@Override
	public void onRequestEnded(RequestContext context) {
		CatalogSession session = CatalogSession.CURRENT.getIfPresent();
		if (session != null) {
			session.close();
		}
	}

}
