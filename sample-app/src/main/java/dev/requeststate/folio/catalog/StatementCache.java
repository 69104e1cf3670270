package dev.requeststate.folio.catalog;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * Keeps the statements that were prepared on one connection, to use them again for the
 * same SQL. Not safe for use by several threads at once.
 * <p>
 * A statement is taken out while it is in use and put back when its user closes it, so
 * that a query made while the same one is being read gets a statement of its own.
 */
final class StatementCache {

	private final Map<String, PreparedStatement> idle = new HashMap<>();

	private final Connection connection;

	StatementCache(Connection connection) {
		this.connection = connection;
	}

	/**
	 * The connection, with statements out of this cache for plain
	 * {@code prepareStatement(sql)}.
	 */
	Connection connection() {
		return proxy(Connection.class, (proxy, method, arguments) -> {
			if (method.getName().equals("prepareStatement") && arguments.length == 1) {
				return prepare((String) arguments[0]);
			}
			return invoke(method, this.connection, arguments);
		});
	}

	/**
	 * How many statements wait to be used again.
	 */
	int size() {
		return this.idle.size();
	}

	/**
	 * Close all idle statements.
	 */
	void close() {
		this.idle.values().forEach(JdbcUtils::closeStatement);
		this.idle.clear();
	}

	private PreparedStatement prepare(String sql) throws SQLException {
		PreparedStatement kept = this.idle.remove(sql);
		PreparedStatement statement = (kept != null) ? kept : this.connection.prepareStatement(sql);
		return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
			if (method.getName().equals("close")) {
				putBack(sql, statement);
				return null;
			}
			return invoke(method, statement, arguments);
		});
	}

	private void putBack(String sql, PreparedStatement statement) throws SQLException {
		statement.clearParameters();
		PreparedStatement other = this.idle.put(sql, statement);
		if (other != null && other != statement) {
			other.close();
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(StatementCache.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

}
