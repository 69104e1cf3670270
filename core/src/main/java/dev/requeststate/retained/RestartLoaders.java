package dev.requeststate.retained;

import org.jspecify.annotations.Nullable;

/**
 * Knows the class loader with which Spring Boot DevTools restarts an application. Known
 * by name: this module has no Spring, and in production there is no such class.
 */
final class RestartLoaders {

	private static final String NAME = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private RestartLoaders() {
	}

	/**
	 * The loader itself or the nearest of its parents that restarts applications; null if
	 * none does.
	 */
	static @Nullable ClassLoader of(@Nullable ClassLoader loader) {
		for (ClassLoader each = loader; each != null; each = each.getParent()) {
			if (each.getClass().getName().equals(NAME)) {
				return each;
			}
		}
		return null;
	}

}
