package dev.requeststate.spring.job;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import dev.requeststate.OpensRequestContext;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The methods with the annotation, and the public methods of classes with it.
 */
final class OpensRequestContextPointcut extends StaticMethodMatcherPointcut {

	OpensRequestContextPointcut() {
		setClassFilter(new OpensRequestContextClasses());
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return find(method, targetClass) != null;
	}

	/**
	 * The annotation that applies to a method, or null: its own, that of an interface's
	 * method, or that of its class.
	 */
	static @Nullable OpensRequestContext find(Method method, Class<?> targetClass) {
		if (method.getDeclaringClass() == Object.class) {
			return null;
		}
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		OpensRequestContext annotation = AnnotatedElementUtils.findMergedAnnotation(specific,
				OpensRequestContext.class);
		if (annotation == null && Modifier.isPublic(specific.getModifiers())
				&& !Modifier.isStatic(specific.getModifiers())) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(targetClass, OpensRequestContext.class);
		}
		return annotation;
	}

}
