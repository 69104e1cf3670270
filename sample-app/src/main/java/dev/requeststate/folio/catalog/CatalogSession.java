package dev.requeststate.folio.catalog;

import java.util.function.Function;

import dev.requeststate.context.CacheRole;
import dev.requeststate.context.RequestLocal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one database client of a request: one connection and the statements prepared on it.
 * The connection is opened on first use and given back when the request's last dispatch
 * is over.
 * <p>
 * Safe for use by the threads of one request, which take turns.
 */
public interface CatalogSession {

	/**
	 * The session of each request; supplied before a handler runs. A cached result may be
	 * read through it: the connection is the request's own, and the books are not.
	 */
	RequestLocal<CatalogSession> CURRENT = RequestLocal.named("catalog-session", CacheRole.HARMLESS,
			CatalogSession::close);

	/**
	 * The identity of this session: 16 hexadecimal digits.
	 */
	String id();

	/**
	 * Work on the connection, alone.
	 * @param <T> the type of the result
	 * @param work the work; what it needs of the client after it has returned it must
	 * have read by then
	 * @throws IllegalStateException if the connection was given back already
	 */
	<T> T call(Function<JdbcClient, T> work);

	/**
	 * Give the connection back. Waits for work in progress; closing twice has no effect.
	 */
	void close();

}
