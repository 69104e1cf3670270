package dev.requeststate.spring.scope;

import java.util.List;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aot.AotDetector;
import org.springframework.cglib.core.NamingPolicy;
import org.springframework.cglib.proxy.Callback;
import org.springframework.cglib.proxy.Dispatcher;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.InvocationHandler;
import org.springframework.cglib.proxy.NoOp;
import org.springframework.core.NativeDetector;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.objenesis.instantiator.sun.UnsafeFactoryInstantiator;
import org.springframework.util.ClassUtils;

/**
 * Makes stand-ins by generating a class that extends or implements the type: a call is a
 * look for the target and a direct call of its method.
 * <p>
 * Where the application was prepared ahead of time the class was generated then, by the
 * same code, and is loaded here. A native image has no other way.
 */
final class ClassProxies {

	// A name of its own. Spring's would meet the classes that Spring itself generates,
	// under AOT even ahead of time. It has the mark by which Spring tells generated
	// classes from the user's.
	private static final NamingPolicy NAMES = (prefix, source, key, taken) -> {
		String base = prefix + ClassUtils.CGLIB_CLASS_SEPARATOR + "StateProxy" + ClassUtils.CGLIB_CLASS_SEPARATOR;
		int index = 0;
		while (taken.evaluate(base + index)) {
			index++;
		}
		return base + index;
	};

	// No MethodInterceptor: its class generates further ones when it is initialized.
	private static final Class<?>[] CALLBACK_TYPES = { Dispatcher.class, InvocationHandler.class,
			InvocationHandler.class, NoOp.class };

	private ClassProxies() {
	}

	/**
	 * Whether a class can be generated beside the type: it has to see what the class
	 * refers to.
	 */
	static boolean isPossible(Class<?> type) {
		return isVisible(Dispatcher.class, type.getClassLoader());
	}

	static boolean isVisible(Class<?> type, ClassLoader loader) {
		return loader != null && ClassUtils.isVisible(type, loader);
	}

	static <T> T create(Class<T> type, StateTarget target) {
		Class<?> proxyClass = generate(type);
		OwnMethods own = new OwnMethods(target);
		ReflectiveCall reflective = new ReflectiveCall(target);
		Callback[] callbacks = new Callback[CALLBACK_TYPES.length];
		callbacks[ProxyMethods.DISPATCHED] = target;
		callbacks[ProxyMethods.OWN] = (InvocationHandler) own::call;
		callbacks[ProxyMethods.REFLECTIVE] = (InvocationHandler) (proxy, method, arguments) -> reflective.call(method,
				arguments);
		callbacks[ProxyMethods.INHERITED] = NoOp.INSTANCE;
		return type.cast(instantiate(proxyClass, callbacks));
	}

	/**
	 * The class of stand-ins for a type that {@linkplain #isPossible can have} one.
	 */
	static Class<?> generate(Class<?> type) {
		Enhancer enhancer = new Enhancer() {

			@Override
			@SuppressWarnings("rawtypes")
			protected void filterConstructors(Class type, List constructors) {
				// Private ones will do as well: none of them is called.
			}

		};
		Class<?> marker = isVisible(StateProxy.class, type.getClassLoader()) ? StateProxy.class
				: AopInfrastructureBean.class;
		if (type.isInterface()) {
			enhancer.setContextClass(type);
			enhancer.setInterfaces(new Class<?>[] { type, marker });
		}
		else {
			enhancer.setSuperclass(type);
			enhancer.setInterfaces(new Class<?>[] { marker });
		}
		enhancer.setNamingPolicy(NAMES);
		enhancer.setAttemptLoad(AotDetector.useGeneratedArtifacts());
		// No accessors for callbacks, which would be taken for the bean's properties.
		enhancer.setUseFactory(false);
		enhancer.setCallbackTypes(CALLBACK_TYPES);
		enhancer.setCallbackFilter(ProxyMethods.INSTANCE);
		return enhancer.createClass();
	}

	private static Object instantiate(Class<?> proxyClass, Callback[] callbacks) {
		Enhancer.registerCallbacks(proxyClass, callbacks);
		try {
			// Without a constructor, whose code is the bean's business; and without a
			// cache, which would keep the class and its loader.
			Object proxy = NativeDetector.inNativeImage() ? new UnsafeFactoryInstantiator<>(proxyClass).newInstance()
					: new SpringObjenesis().newInstance(proxyClass, false);
			// A stand-in takes its callbacks when it is first called on this thread.
			proxy.hashCode();
			return proxy;
		}
		finally {
			Enhancer.registerCallbacks(proxyClass, null);
		}
	}

}
