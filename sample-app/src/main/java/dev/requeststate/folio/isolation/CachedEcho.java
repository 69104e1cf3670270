package dev.requeststate.folio.isolation;

import dev.requeststate.servlet.RequestInfo;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;

/**
 * Sends this request's token back through caches that all requests share, as it would be
 * written by somebody who forgot what a cache is. It is the guard of cached calls that
 * keeps it from others; whatever looks for leaks must find them where that is off.
 */
@Component
class CachedEcho {

	private final TokenEcho echo;

	CachedEcho(TokenEcho echo) {
		this.echo = echo;
	}

	/**
	 * The token, in a cache that has one entry for each section.
	 */
	@Cacheable("isolation-careless")
	public String careless(int section) {
		return this.echo.token();
	}

	/**
	 * The token, in a cache in which all who ask at the same time wait for one of them.
	 */
	@Cacheable(cacheNames = "isolation-careless-together", sync = true)
	public String carelessTogether(int section) {
		return this.echo.token();
	}

	/**
	 * The token, in a cache that has an entry for each.
	 */
	@Cacheable(cacheNames = "isolation-keyed",
			key = "T(dev.requeststate.servlet.RequestInfo).current().header('X-Request-Token')")
	public String keyed() {
		return String.valueOf(RequestInfo.current().header("X-Request-Token"));
	}

}
