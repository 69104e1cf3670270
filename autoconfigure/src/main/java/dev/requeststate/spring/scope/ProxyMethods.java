package dev.requeststate.spring.scope;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.cglib.proxy.CallbackFilter;
import org.springframework.util.ReflectionUtils;

/**
 * Says for each method of a class who answers it on a stand-in.
 * <p>
 * There is one instance, or the class generator would make a new class for every
 * stand-in.
 */
final class ProxyMethods implements CallbackFilter {

	/**
	 * The target, called directly.
	 */
	static final int DISPATCHED = 0;

	/**
	 * The stand-in itself.
	 */
	static final int OWN = 1;

	/**
	 * The target, called by reflection: the class generator's direct call leaves
	 * protected methods out.
	 */
	static final int REFLECTIVE = 2;

	/**
	 * Nobody: the method is inherited.
	 */
	static final int INHERITED = 3;

	static final ProxyMethods INSTANCE = new ProxyMethods();

	private ProxyMethods() {
	}

	@Override
	public int accept(Method method) {
		if (isFinalize(method)) {
			// Or collecting the stand-in would finalize the target.
			return INHERITED;
		}
		if (isOwn(method)) {
			return OWN;
		}
		return Modifier.isProtected(method.getModifiers()) ? REFLECTIVE : DISPATCHED;
	}

	/**
	 * Whether a stand-in answers the method itself.
	 */
	static boolean isOwn(Method method) {
		return ReflectionUtils.isEqualsMethod(method) || ReflectionUtils.isHashCodeMethod(method)
				|| ReflectionUtils.isToStringMethod(method) || method.getDeclaringClass() == StateProxy.class
				|| isWriteReplace(method);
	}

	// Of the bean's class, where it comes before the one of StateProxy.
	private static boolean isWriteReplace(Method method) {
		return method.getName().equals("writeReplace") && method.getParameterCount() == 0;
	}

	private static boolean isFinalize(Method method) {
		return method.getName().equals("finalize") && method.getParameterCount() == 0;
	}

}
