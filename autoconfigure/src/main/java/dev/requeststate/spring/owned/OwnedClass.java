package dev.requeststate.spring.owned;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.cglib.core.ReflectUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds or defines the subclass of a bean's class that knows the bean's owner. It is kept
 * by the class loader of the bean's class, and by nothing else.
 */
final class OwnedClass {

	// With the mark by which Spring looks for annotations and parameters in the user's
	// class, and not in the generated one.
	private static final String SUFFIX = ClassUtils.CGLIB_CLASS_SEPARATOR + "Owned";

	private static final String FIELD = ClassUtils.CGLIB_CLASS_SEPARATOR + "owner";

	private OwnedClass() {
	}

	/**
	 * The field for the owner of a bean, in the subclass.
	 * @param type the bean's class
	 * @throws Exception if the subclass cannot be defined, which has many reasons
	 */
	static Field fieldFor(Class<?> type) throws Exception {
		Class<?> owned = find(type);
		return ((owned != null) ? owned : define(type)).getDeclaredField(FIELD);
	}

	static boolean isOwned(Class<?> type) {
		return type.getName().endsWith(SUFFIX);
	}

	private static Class<?> define(Class<?> type) throws Exception {
		String name = type.getName() + SUFFIX;
		byte[] bytes = OwnedClassWriter.write(type, name, FIELD);
		try {
			return ReflectUtils.defineClass(name, bytes, type.getClassLoader(), type.getProtectionDomain(), type);
		}
		catch (Exception | LinkageError ex) {
			// Another application context in this process was faster.
			Class<?> owned = find(type);
			if (owned == null) {
				throw ex;
			}
			return owned;
		}
	}

	// Not by Class.forName: where the parent of a restarting class loader knows a class
	// of this name, the JVM would not let the class loader define its own after that.
	private static @Nullable Class<?> find(Class<?> type) {
		try {
			Class<?> found = type.getClassLoader().loadClass(type.getName() + SUFFIX);
			return (found.getSuperclass() == type) ? found : null;
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

}
