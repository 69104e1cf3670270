package dev.requeststate.spring.devtools;

import java.net.URL;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.requeststate.retained.RetainedState;
import org.jspecify.annotations.Nullable;

/**
 * Whether DevTools throws this library away at each restart, with what it retains.
 */
final class LibraryPlace {

	private static final String RESTART_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private LibraryPlace() {
	}

	/**
	 * Whether the retained state that this package sees is thrown away.
	 */
	static boolean isRestarted() {
		return isRestarted(RetainedState.class);
	}

	/**
	 * Describe what is wrong with the place of the retained state that an application
	 * sees, and what to do. It may be another than this package sees: this package can be
	 * in a jar, and core in a directory.
	 * @param application the class loader of the application's classes
	 * @return the text, or null if all is well
	 */
	static @Nullable String problem(ClassLoader application) {
		if (!isRestartLoader(application)) {
			return null;
		}
		Class<?> seen;
		try {
			seen = Class.forName(RetainedState.class.getName(), false, application);
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
		if (!isRestarted(seen)) {
			return null;
		}
		Set<String> places = new LinkedHashSet<>();
		for (Class<?> part : new Class<?>[] { seen, LibraryPlace.class }) {
			CodeSource source = part.getProtectionDomain().getCodeSource();
			if (source != null && isRestarted(part)) {
				places.add(end(source.getLocation()));
			}
		}
		StringBuilder exclusions = new StringBuilder();
		for (String place : places) {
			String key = place.replaceAll("^\\W+|\\W+$", "").replaceAll("\\W+", "-");
			exclusions.append("\n\trestart.exclude.").append(key).append('=').append(place).append('$');
		}
		return "Retained state is cut short: DevTools restarts the classes of Request State together with the "
				+ "application, because they come from a directory, or from a jar of another name. "
				+ ((seen == RetainedState.class)
						? "Values made of classes that are not restarted are kept, all others are lost."
						: "No value is kept.")
				+ " Use the library's jars as they are published, or exclude these places in "
				+ "META-INF/spring-devtools.properties of the application:" + exclusions;
	}

	// DevTools looks for the pattern anywhere in the URL: its last three parts will do.
	private static String end(URL location) {
		String path = location.getPath();
		int start = path.length() - 1;
		for (int part = 0; part < 3 && start > 0; part++) {
			start = path.lastIndexOf('/', start - 1);
		}
		return path.substring(Math.max(start, 0));
	}

	private static boolean isRestarted(Class<?> type) {
		return isRestartLoader(type.getClassLoader());
	}

	// By name: without DevTools there is no such class.
	private static boolean isRestartLoader(@Nullable ClassLoader loader) {
		return loader != null && loader.getClass().getName().equals(RESTART_LOADER);
	}

}
