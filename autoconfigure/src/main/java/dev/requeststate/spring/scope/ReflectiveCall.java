package dev.requeststate.spring.scope;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

/**
 * Calls a method of the target where no direct call is possible.
 */
final class ReflectiveCall {

	private final StateTarget target;

	ReflectiveCall(StateTarget target) {
		this.target = target;
	}

	@Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
		Object target = this.target.loadObject();
		if (!method.getDeclaringClass().isInstance(target)) {
			throw new ClassCastException("The object of " + this.target.description() + " is a "
					+ target.getClass().getName() + " and not a " + method.getDeclaringClass().getName()
					+ ", for which its stand-in was made");
		}
		if (!isPublic(method) && !method.trySetAccessible()) {
			throw new IllegalStateException("The stand-in for " + this.target.description() + " cannot reach " + method
					+ ": its module does not allow it. Call it inside the bean, or override it as public.");
		}
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static boolean isPublic(Method method) {
		return Modifier.isPublic(method.getModifiers()) && Modifier.isPublic(method.getDeclaringClass().getModifiers());
	}

}
