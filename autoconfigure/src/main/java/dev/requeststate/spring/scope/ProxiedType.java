package dev.requeststate.spring.scope;

import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

/**
 * Says of a type whether a stand-in can have it, before a class generator says it less
 * clearly.
 */
final class ProxiedType {

	private ProxiedType() {
	}

	/**
	 * Why no stand-in can have the type.
	 * @return the end of a sentence that began with the type, or null if one can
	 */
	static @Nullable String problem(Class<?> type) {
		if (type.isPrimitive() || type.isArray() || type.isAnnotation()) {
			return "is no class or interface of the kind that can be implemented.";
		}
		if (type.isRecord()) {
			return "is a record: no class can extend it.";
		}
		if (type.isEnum()) {
			return "is an enum: no class can extend it.";
		}
		if (type.isSealed()) {
			return "is sealed: nothing but its permitted subtypes can extend or implement it.";
		}
		// The class of a lambda is final as well, which says less.
		if (type.isHidden()) {
			return "is a hidden class (of a lambda, for instance), which has no name to extend it by.";
		}
		if (Modifier.isFinal(type.getModifiers())) {
			return "is final: no class can extend it.";
		}
		if (!type.isInterface() && isOfTheJdk(type)) {
			return "is a class of the JDK, which does not allow others to define classes beside it.";
		}
		return null;
	}

	private static boolean isOfTheJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

}
