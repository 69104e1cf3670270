package dev.requeststate.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

/**
 * One call of a stand-in for an interface, sent to the current request's value.
 */
final class LocalInvocation implements InvocationHandler {

	private final RequestLocal<?> local;

	private final Class<?> type;

	LocalInvocation(RequestLocal<?> local, Class<?> type) {
		this.local = local;
		this.type = type;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> proxy == ((arguments != null) ? arguments[0] : null);
				case "hashCode" -> System.identityHashCode(proxy);
				default -> describe();
			};
		}
		Object target = this.local.get();
		if (!method.getDeclaringClass().isInstance(target)) {
			throw Proxies.wrongType(this.local, target, this.type);
		}
		if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
			method.trySetAccessible();
		}
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	// For logs and debuggers, where an exception is of no use.
	private String describe() {
		Binding binding = CurrentFrame.current();
		if (binding == null) {
			return "stand-in for " + this.local;
		}
		binding.read(this.local);
		Object value = binding.context().owner(this.local).peek(this.local.index());
		return (value != null) ? value.toString() : "stand-in for " + this.local;
	}

}
