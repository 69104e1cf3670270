package dev.requeststate.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request that answers what a filter asks and allocates nothing by itself but
 * the entries of its attribute map, which is the kind of map Tomcat has.
 */
final class EmptyRequest extends HttpServletRequestWrapper {

	private final ConcurrentHashMap<String, Object> attributes = new ConcurrentHashMap<>();

	EmptyRequest() {
		super(unsupported(HttpServletRequest.class));
	}

	static HttpServletResponse response() {
		return unsupported(HttpServletResponse.class);
	}

	private static <T> T unsupported(Class<T> type) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getName().equals("isCommitted")) {
				return false;
			}
			throw new UnsupportedOperationException(method.getName());
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	void recycle() {
		this.attributes.clear();
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void setAttribute(String name, Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.remove(name);
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public String getRequestURI() {
		return "/books";
	}

	@Override
	public @Nullable String getQueryString() {
		return null;
	}

	@Override
	public Locale getLocale() {
		return Locale.ENGLISH;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public boolean isAsyncStarted() {
		return false;
	}

}
