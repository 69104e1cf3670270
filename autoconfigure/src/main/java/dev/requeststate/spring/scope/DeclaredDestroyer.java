package dev.requeststate.spring.scope;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Whether a bean is destroyed, as far as its definition and its type tell.
 */
final class DeclaredDestroyer {

	// By name: an application may be without them.
	private static final String PRE_DESTROY = "jakarta.annotation.PreDestroy";

	private DeclaredDestroyer() {
	}

	static boolean isDeclared(BeanDefinition definition, Class<?> type) {
		if (DisposableBean.class.isAssignableFrom(type) || hasPreDestroyMethod(type)) {
			return true;
		}
		String[] names = (definition instanceof AbstractBeanDefinition bean) ? bean.getDestroyMethodNames() : null;
		if (ObjectUtils.isEmpty(names)) {
			return AutoCloseable.class.isAssignableFrom(type);
		}
		for (String name : names) {
			if (AbstractBeanDefinition.INFER_METHOD.equals(name) ? isInferred(type) : !name.isEmpty()) {
				return true;
			}
		}
		return false;
	}

	private static boolean isInferred(Class<?> type) {
		return isPublicMethod(type, "close") || isPublicMethod(type, "shutdown");
	}

	private static boolean isPublicMethod(Class<?> type, String name) {
		Method method = ReflectionUtils.findMethod(type, name);
		return method != null && Modifier.isPublic(method.getModifiers());
	}

	private static boolean hasPreDestroyMethod(Class<?> type) {
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
			if (MergedAnnotations.from(method).isPresent(PRE_DESTROY)) {
				return true;
			}
		}
		return false;
	}

}
