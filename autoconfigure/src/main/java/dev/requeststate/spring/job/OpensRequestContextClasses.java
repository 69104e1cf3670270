package dev.requeststate.spring.job;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import dev.requeststate.OpensRequestContext;

import org.springframework.aop.ClassFilter;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * The classes that mention the annotation, themselves or in a type they extend: few, and
 * soon told from the others. Spring looks at every method of each class that is left, for
 * every bean at every start.
 */
final class OpensRequestContextClasses implements ClassFilter {

	// The same few types of annotations are everywhere.
	private final Map<Class<?>, Boolean> meaning = new ConcurrentHashMap<>();

	// Types that many beans extend are looked at once.
	private final Map<Class<?>, Boolean> mentions = new ConcurrentHashMap<>();

	@Override
	public boolean matches(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, OpensRequestContext.class)) {
			return false;
		}
		Boolean known = this.mentions.get(type);
		if (known == null) {
			known = mentions(type) || Stream.of(type.getInterfaces()).anyMatch(this::matches)
					|| (type.getSuperclass() != null && matches(type.getSuperclass()));
			this.mentions.put(type, known);
		}
		return known;
	}

	private boolean mentions(Class<?> type) {
		if (isAnnotated(type)) {
			return true;
		}
		// Spring has looked at the methods of most beans already, and knows them.
		AtomicBoolean found = new AtomicBoolean();
		ReflectionUtils.doWithLocalMethods(type, (method) -> {
			if (!found.get() && isAnnotated(method)) {
				found.set(true);
			}
		});
		return found.get();
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
