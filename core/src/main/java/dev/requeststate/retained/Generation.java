package dev.requeststate.retained;

import java.lang.ref.WeakReference;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The application between two restarts, known by the class loader of its classes.
 */
final class Generation {

	private final int number;

	// Weak, so that an application that has ended and is not followed by another one can
	// go. Null where no restart class loader was seen.
	private final @Nullable WeakReference<ClassLoader> loader;

	private Generation(int number, @Nullable WeakReference<ClassLoader> loader) {
		this.number = number;
		this.loader = loader;
	}

	/**
	 * The one before any: all of production, and what runs before DevTools takes over.
	 */
	static Generation initial() {
		return new Generation(0, null);
	}

	Generation next(ClassLoader loader) {
		return new Generation(this.number + 1, new WeakReference<>(loader));
	}

	int number() {
		return this.number;
	}

	boolean isInitial() {
		return this.loader == null;
	}

	@Nullable ClassLoader loader() {
		return (this.loader != null) ? this.loader.get() : null;
	}

	/**
	 * Whether a class is the one that this generation's code means by its name. It is not
	 * if a restart has replaced it, nor if it is the copy that the JVM's own class loader
	 * made, with which DevTools calls {@code main} for the first time.
	 */
	boolean has(Class<?> type) {
		if (isInitial()) {
			return true;
		}
		Class<?> named = type;
		while (named.isArray()) {
			named = named.getComponentType();
		}
		ClassLoader owner = named.getClassLoader();
		if (owner == null) {
			return true;
		}
		ClassLoader mine = loader();
		ClassLoader restart = RestartLoaders.of(owner);
		if (mine == null || restart != null) {
			return restart == mine;
		}
		return isSeenAs(named, mine) && hasTypesOf(named);
	}

	// A class that was made at run time, as that of a proxy, has no file: so the main
	// copy's is seen by all. What it is made of tells whose it is.
	private boolean hasTypesOf(Class<?> type) {
		Class<?> parent = type.getSuperclass();
		return (parent == null || has(parent)) && Arrays.stream(type.getInterfaces()).allMatch(this::has);
	}

	// A hidden class, as that of a lambda, cannot be asked for; the class that it was
	// made for can.
	private static boolean isSeenAs(Class<?> type, ClassLoader loader) {
		String name = type.getName();
		if (type.isHidden()) {
			int lambda = name.indexOf("$$");
			name = name.substring(0, (lambda > 0) ? lambda : name.indexOf('/'));
		}
		try {
			Class<?> seen = Class.forName(name, false, loader);
			return type.isHidden() ? seen.getClassLoader() == type.getClassLoader() : seen == type;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

}
