package dev.requeststate.spring.job;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.requeststate.OpensRequestContext;

import org.springframework.aop.ClassFilter;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The classes that mention the annotation, themselves or in a type they extend: few, and
 * soon told from the others. Spring looks at every method of each class that is left, for
 * every bean at every start.
 */
final class OpensRequestContextClasses implements ClassFilter {

	// The same few types of annotations are everywhere.
	private final Map<Class<?>, Boolean> meaning = new ConcurrentHashMap<>();

	@Override
	public boolean matches(Class<?> type) {
		if (type == Object.class) {
			return false;
		}
		if (mentions(type)) {
			return true;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (matches(implemented)) {
				return true;
			}
		}
		Class<?> extended = type.getSuperclass();
		return extended != null && matches(extended);
	}

	private boolean mentions(Class<?> type) {
		try {
			if (isAnnotated(type)) {
				return true;
			}
			for (AnnotatedElement method : type.getDeclaredMethods()) {
				if (isAnnotated(method)) {
					return true;
				}
			}
			return false;
		}
		catch (LinkageError ex) {
			// Whoever looks closer can say what is wrong.
			return true;
		}
	}

	private boolean isAnnotated(AnnotatedElement element) {
		for (Annotation annotation : element.getDeclaredAnnotations()) {
			if (this.meaning.computeIfAbsent(annotation.annotationType(), OpensRequestContextClasses::means)) {
				return true;
			}
		}
		return false;
	}

	private static boolean means(Class<?> annotationType) {
		return annotationType == OpensRequestContext.class
				|| MergedAnnotations.from(annotationType).isPresent(OpensRequestContext.class);
	}

}
