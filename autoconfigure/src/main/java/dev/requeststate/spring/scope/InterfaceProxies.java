package dev.requeststate.spring.scope;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;

/**
 * Makes stand-ins with the JDK's own means, for interfaces beside which no class can be
 * generated. A call costs a reflective one.
 */
final class InterfaceProxies {

	private InterfaceProxies() {
	}

	static <T> T create(Class<T> type, StateTarget target) {
		ClassLoader loader = loader(type);
		return type.cast(Proxy.newProxyInstance(loader, interfaces(type, loader), new Handler(target)));
	}

	/**
	 * What a stand-in for the type implements.
	 */
	static Class<?>[] interfaces(Class<?> type) {
		return interfaces(type, loader(type));
	}

	private static ClassLoader loader(Class<?> type) {
		ClassLoader own = Objects.requireNonNull(InterfaceProxies.class.getClassLoader());
		boolean fitsOwn = Modifier.isPublic(type.getModifiers()) && ClassProxies.isVisible(type, own);
		return fitsOwn ? own : type.getClassLoader();
	}

	private static Class<?>[] interfaces(Class<?> type, ClassLoader loader) {
		if (ClassProxies.isVisible(StateProxy.class, loader)) {
			return new Class<?>[] { type, StateProxy.class };
		}
		if (ClassProxies.isVisible(AopInfrastructureBean.class, loader)) {
			return new Class<?>[] { type, AopInfrastructureBean.class };
		}
		return new Class<?>[] { type };
	}

	private static final class Handler implements InvocationHandler {

		private final OwnMethods own;

		private final ReflectiveCall reflective;

		Handler(StateTarget target) {
			this.own = new OwnMethods(target);
			this.reflective = new ReflectiveCall(target);
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			return ProxyMethods.isOwn(method) ? this.own.call(proxy, method, arguments)
					: this.reflective.call(method, arguments);
		}

	}

}
