package dev.requeststate.spring.owned;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.core.KotlinDetector;

/**
 * Says of a bean's class whether the container can make a subclass of it in its place,
 * and in the same way.
 */
final class OwnedType {

	private OwnedType() {
	}

	/**
	 * Why it cannot.
	 * @return the end of a sentence that began with the class, or null if it can
	 */
	static @Nullable String problem(Class<?> type) {
		if (type.isInterface()) {
			return "is an interface";
		}
		if (FactoryBean.class.isAssignableFrom(type)) {
			return "makes the bean and is not the bean";
		}
		if (type.isSealed()) {
			return "is sealed";
		}
		if (Modifier.isFinal(type.getModifiers())) {
			return "is final";
		}
		if (type.isHidden()) {
			return "is a hidden class";
		}
		ClassLoader loader = type.getClassLoader();
		if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
			return "is a class of the JDK";
		}
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		for (Constructor<?> constructor : constructors) {
			if (Modifier.isPrivate(constructor.getModifiers())) {
				// A subclass has not got it, and its number counts when one is chosen.
				return "has a private constructor";
			}
		}
		if (constructors.length > 1 && KotlinDetector.isKotlinType(type)) {
			return "has constructors of which Kotlin knows the primary one";
		}
		return null;
	}

}
