package dev.requeststate.spring.scope;

import java.lang.annotation.Annotation;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Copies to the definition of a stand-in what the annotations of the bean say about its
 * injection. Spring would look it up from one to the other, but not in code generated
 * ahead of time.
 */
final class BeanQualifiers {

	private static final String JAKARTA_QUALIFIER = "jakarta.inject.Qualifier";

	private BeanQualifiers() {
	}

	static void copy(BeanDefinition from, AbstractBeanDefinition to) {
		if (from instanceof AbstractBeanDefinition definition) {
			to.copyQualifiersFrom(definition);
		}
		AnnotatedTypeMetadata metadata = metadata(from);
		if (metadata == null) {
			return;
		}
		for (MergedAnnotation<Annotation> annotation : metadata.getAnnotations()) {
			if (annotation.getDistance() == 0 && isQualifier(annotation, metadata)
					&& !to.hasQualifier(annotation.getType().getName())) {
				to.addQualifier(qualifier(annotation));
			}
		}
		MergedAnnotation<Order> order = metadata.getAnnotations().get(Order.class);
		if (order.isPresent()) {
			to.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order.getInt(MergedAnnotation.VALUE));
		}
	}

	private static @Nullable AnnotatedTypeMetadata metadata(BeanDefinition definition) {
		if (definition instanceof AnnotatedBeanDefinition annotated) {
			AnnotatedTypeMetadata method = annotated.getFactoryMethodMetadata();
			return (method != null) ? method : annotated.getMetadata();
		}
		return null;
	}

	private static boolean isQualifier(MergedAnnotation<Annotation> annotation, AnnotatedTypeMetadata metadata) {
		return isQualifierType(annotation) || metadata.getAnnotations()
			.stream()
			.anyMatch((each) -> each.getDistance() > 0 && isQualifierType(each)
					&& each.getRoot().getType() == annotation.getType());
	}

	private static boolean isQualifierType(MergedAnnotation<?> annotation) {
		String name = annotation.getType().getName();
		return name.equals(Qualifier.class.getName()) || name.equals(JAKARTA_QUALIFIER);
	}

	private static AutowireCandidateQualifier qualifier(MergedAnnotation<Annotation> annotation) {
		AutowireCandidateQualifier qualifier = new AutowireCandidateQualifier(annotation.getType());
		annotation.asMap().forEach(qualifier::setAttribute);
		return qualifier;
	}

}
