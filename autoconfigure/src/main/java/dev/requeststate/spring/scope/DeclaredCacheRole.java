package dev.requeststate.spring.scope;

import java.lang.annotation.Annotation;

import dev.requeststate.context.CacheRole;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.type.MethodMetadata;

/**
 * What the annotation of a bean says it means for a cached result that the bean was read.
 */
final class DeclaredCacheRole {

	// By name: the annotation knows this package.
	private static final String ANNOTATION = "dev.requeststate.RequestState";

	private DeclaredCacheRole() {
	}

	/**
	 * The role of a bean. A {@code @Bean} method says more of it than its class.
	 * @throws InvalidStateBeanException if it is said to be two things
	 */
	static CacheRole of(String beanName, BeanDefinition definition, Class<?> type) {
		MergedAnnotation<Annotation> annotation = annotation(definition, type);
		boolean key = annotation.isPresent() && annotation.getBoolean("cacheKey");
		boolean harmless = annotation.isPresent() && annotation.getBoolean("cacheable");
		if (key && harmless) {
			throw new InvalidStateBeanException(
					"The bean '" + beanName + "' (" + type.getName() + ") is declared with cacheKey = true and with "
							+ "cacheable = true.",
					"Keep one of them: cacheKey if results differ with the value of the bean, cacheable if they "
							+ "never do.");
		}
		return key ? CacheRole.VALUE : (harmless ? CacheRole.HARMLESS : CacheRole.STATE);
	}

	private static MergedAnnotation<Annotation> annotation(BeanDefinition definition, Class<?> type) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		MergedAnnotation<Annotation> declared = declared((method != null) ? method.getAnnotations() : null);
		if (!declared.isPresent() && definition instanceof AnnotatedBeanDefinition annotated && method == null) {
			declared = declared(annotated.getMetadata().getAnnotations());
		}
		return declared.isPresent() ? declared
				: declared(MergedAnnotations.from(type, SearchStrategy.INHERITED_ANNOTATIONS));
	}

	private static MergedAnnotation<Annotation> declared(@Nullable MergedAnnotations annotations) {
		return (annotations != null) ? annotations.get(ANNOTATION) : MergedAnnotation.missing();
	}

}
