package dev.requeststate.spring.scope;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * What a native image has to know of a stand-in.
 */
final class StateProxyHints {

	private StateProxyHints() {
	}

	/**
	 * Register a stand-in that is of a generated class.
	 * @param type the type of the bean
	 * @param proxyClass the generated class
	 * @param hints where to register
	 */
	static void register(Class<?> type, Class<?> proxyClass, RuntimeHints hints) {
		hints.reflection().registerType(type);
		// The class generator hands over its callbacks through fields and methods of the
		// class, which is instantiated without a constructor.
		hints.reflection()
			.registerType(TypeReference.of(proxyClass.getName()), MemberCategory.ACCESS_DECLARED_FIELDS,
					MemberCategory.INVOKE_DECLARED_METHODS, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.UNSAFE_ALLOCATED);
		for (Class<?> declaring : hierarchy(type)) {
			for (Method method : declaring.getDeclaredMethods()) {
				if (isLookedUp(method)) {
					hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
				}
			}
		}
	}

	/**
	 * Register a stand-in that is a proxy of the JDK.
	 * @param type the type of the bean
	 * @param interfaces what the proxy implements
	 * @param hints where to register
	 */
	static void registerInterface(Class<?> type, Class<?>[] interfaces, RuntimeHints hints) {
		hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.proxies().registerJdkProxy(interfaces);
	}

	private static List<Class<?>> hierarchy(Class<?> type) {
		List<Class<?>> classes = new ArrayList<>(List.of(ClassUtils.getAllInterfacesForClass(type)));
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			classes.add(each);
		}
		classes.add(Object.class);
		classes.add(StateProxy.class);
		return classes;
	}

	// When the generated class is initialized, by its name.
	private static boolean isLookedUp(Method method) {
		int answeredBy = ProxyMethods.INSTANCE.accept(method);
		return !Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())
				&& (answeredBy == ProxyMethods.OWN || answeredBy == ProxyMethods.REFLECTIVE);
	}

}
