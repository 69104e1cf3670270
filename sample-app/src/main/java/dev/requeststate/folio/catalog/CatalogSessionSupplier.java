package dev.requeststate.folio.catalog;

import javax.sql.DataSource;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Gives each request its {@link CatalogSession} before the handler runs. That costs
 * nothing yet: the session takes its connection when it is first used.
 */
@Component
public final class CatalogSessionSupplier implements HandlerInterceptor {

	private final DataSource pool;

	private final CatalogSessionCounts counts;

	CatalogSessionSupplier(DataSource pool, CatalogSessionCounts counts) {
		this.pool = pool;
		this.counts = counts;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		// Called again when the same request is forwarded or dispatched.
		if (CatalogSession.CURRENT.getIfPresent() == null) {
			CatalogSession.CURRENT.set(new JdbcCatalogSession(this.pool, this.counts));
		}
		return true;
	}

}
