package dev.requeststate.spring.scope;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

/**
 * Makes stand-ins, by whatever means the type allows.
 */
final class StateProxies {

	private static final Logger logger = LoggerFactory.getLogger(StateProxies.class);

	private StateProxies() {
	}

	/**
	 * Make a stand-in.
	 * @param <T> its type
	 * @param type a type that has no {@linkplain ProxiedType#problem problem}
	 * @param target finds what it stands for
	 */
	static <T> T create(Class<T> type, StateTarget target) {
		if (ClassProxies.isPossible(type)) {
			warnOfUnreachable(type, target);
			return ClassProxies.create(type, target);
		}
		if (type.isInterface()) {
			return InterfaceProxies.create(type, target);
		}
		throw new IllegalArgumentException("No stand-in can be made for the class " + type.getName() + " of "
				+ target.description() + ": its class loader does not see Spring. Use an interface.");
	}

	private static void warnOfUnreachable(Class<?> type, StateTarget target) {
		List<String> unreachable = new ArrayList<>();
		for (Class<?> declaring = type; declaring != null
				&& declaring != Object.class; declaring = declaring.getSuperclass()) {
			for (Method method : declaring.getDeclaredMethods()) {
				if (isUnreachable(method, type)) {
					unreachable.add(ClassUtils.getShortName(declaring) + "." + method.getName());
				}
			}
		}
		if (!unreachable.isEmpty()) {
			logger.warn("The stand-in for {} cannot pass on calls of {}: they are final, or package-private in another "
					+ "package. Called from outside the bean they run on the stand-in, where every field is empty.",
					target.description(), unreachable);
		}
	}

	private static boolean isUnreachable(Method method, Class<?> type) {
		int modifiers = method.getModifiers();
		if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers) || method.isSynthetic()) {
			return false;
		}
		boolean packagePrivate = !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers);
		return Modifier.isFinal(modifiers) || (packagePrivate && !isInPackageOf(method.getDeclaringClass(), type));
	}

	private static boolean isInPackageOf(Class<?> declaring, Class<?> type) {
		return declaring.getPackageName().equals(type.getPackageName())
				&& declaring.getClassLoader() == type.getClassLoader();
	}

}
