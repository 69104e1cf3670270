package dev.requeststate.context;

import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * Finds who can make a stand-in for a type.
 */
final class Proxies {

	// Generates no class that nobody has said it would need.
	private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

	private Proxies() {
	}

	static <P> P create(RequestLocal<?> local, Class<P> type) {
		if (!type.isInterface()) {
			ProxyProvider provider = provider(type);
			if (provider == null) {
				throw new IllegalArgumentException("No stand-in can be made for the class " + type.getName() + " of "
						+ local + " without the module request-state-spring-boot-autoconfigure. Add it (the starter "
						+ "has it), or use an interface.");
			}
			return provider.create(type, local::get, local.toString());
		}
		if (type.isSealed()) {
			throw new IllegalArgumentException("No stand-in can be made for the sealed interface " + type.getName()
					+ " of " + local + ": nothing but its permitted subtypes may implement it. "
					+ "Use an interface that is not sealed.");
		}
		// A generated class calls the value directly. The JDK's own calls it by
		// reflection, and boxes numbers for it.
		ProxyProvider provider = (System.getProperty(NATIVE_IMAGE) == null) ? provider(type) : null;
		if (provider != null) {
			return provider.create(type, () -> value(local, type), local.toString());
		}
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new LocalInvocation(local, type)));
	}

	private static Object value(RequestLocal<?> local, Class<?> type) {
		Object value = local.get();
		if (!type.isInstance(value)) {
			throw wrongType(local, value, type);
		}
		return value;
	}

	static ClassCastException wrongType(RequestLocal<?> local, Object value, Class<?> type) {
		return new ClassCastException("The value of " + local + " is a " + value.getClass().getName()
				+ ", and its stand-in was made for " + type.getName());
	}

	private static @Nullable ProxyProvider provider(Class<?> type) {
		// The library may be split over two class loaders (a server's and an
		// application's); the type's own sees what the application has.
		for (ClassLoader loader : new ClassLoader[] { type.getClassLoader(), Proxies.class.getClassLoader() }) {
			Iterator<ProxyProvider> found = ServiceLoader.load(ProxyProvider.class, loader).iterator();
			if (found.hasNext()) {
				return found.next();
			}
		}
		return null;
	}

}
