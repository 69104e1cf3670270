package dev.requeststate.context;

import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Finds who can make a stand-in for a type.
 */
final class Proxies {

	private Proxies() {
	}

	static <P> P create(RequestLocal<?> local, Class<P> type) {
		if (!type.isInterface()) {
			return provider(local, type).create(type, local::get, local.toString());
		}
		if (type.isSealed()) {
			throw new IllegalArgumentException("No stand-in can be made for the sealed interface " + type.getName()
					+ " of " + local + ": nothing but its permitted subtypes may implement it. "
					+ "Use an interface that is not sealed.");
		}
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new LocalInvocation(local, type)));
	}

	private static ProxyProvider provider(RequestLocal<?> local, Class<?> type) {
		// The library may be split over two class loaders (a server's and an
		// application's); the type's own sees what the application has.
		for (ClassLoader loader : new ClassLoader[] { type.getClassLoader(), Proxies.class.getClassLoader() }) {
			Iterator<ProxyProvider> found = ServiceLoader.load(ProxyProvider.class, loader).iterator();
			if (found.hasNext()) {
				return found.next();
			}
		}
		throw new IllegalArgumentException("No stand-in can be made for the class " + type.getName() + " of " + local
				+ " without the module request-state-spring-boot-autoconfigure. Add it (the starter has it), "
				+ "or use an interface.");
	}

}
