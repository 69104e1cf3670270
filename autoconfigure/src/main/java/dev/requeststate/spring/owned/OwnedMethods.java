package dev.requeststate.spring.owned;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.asm.Type;
import org.springframework.beans.factory.annotation.Lookup;
import org.springframework.util.ReflectionUtils;

/**
 * The methods that a subclass beside a class can override, and that say something of the
 * request: none of those that loggers, collections and debuggers call of any object, and
 * none that the container writes itself.
 */
final class OwnedMethods {

	private final Class<?> type;

	private final Set<String> seen = new HashSet<>();

	private final List<Method> methods = new ArrayList<>();

	private OwnedMethods(Class<?> type) {
		this.type = type;
	}

	static List<Method> of(Class<?> type) {
		OwnedMethods methods = new OwnedMethods(type);
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			for (Method method : each.getDeclaredMethods()) {
				methods.add(method);
			}
		}
		for (Method method : type.getMethods()) {
			if (method.isDefault()) {
				methods.add(method);
			}
		}
		return methods.methods;
	}

	// The most specific one of a signature comes first, and what it is decides.
	private void add(Method method) {
		int modifiers = method.getModifiers();
		boolean own = !Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers);
		if (own && this.seen.add(method.getName() + Type.getMethodDescriptor(method)) && isOverridable(method)
				&& !isOfAnyObject(method) && !isWrittenByContainer(method)) {
			this.methods.add(method);
		}
	}

	private boolean isOverridable(Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isFinal(modifiers) || Modifier.isAbstract(modifiers)) {
			return false;
		}
		Class<?> declaring = method.getDeclaringClass();
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)
				|| (declaring.getClassLoader() == this.type.getClassLoader()
						&& declaring.getPackageName().equals(this.type.getPackageName()));
	}

	// It looks for the very method that has the annotation, and would not know another
	// one over it.
	private static boolean isWrittenByContainer(Method method) {
		return method.isAnnotationPresent(Lookup.class);
	}

	private static boolean isOfAnyObject(Method method) {
		return ReflectionUtils.isEqualsMethod(method) || ReflectionUtils.isHashCodeMethod(method)
				|| ReflectionUtils.isToStringMethod(method)
				|| (method.getParameterCount() == 0 && Set.of("finalize", "clone").contains(method.getName()));
	}

}
