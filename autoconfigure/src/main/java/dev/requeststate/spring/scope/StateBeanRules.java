package dev.requeststate.spring.scope;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Refuses what cannot belong to a request, because the application needs it when there is
 * none. All by name: none of these has to be on the class path.
 */
final class StateBeanRules {

	private static final String CALLED_OUTSIDE = "is called when there is no request";

	private static final Map<String, String> TYPES = new LinkedHashMap<>();

	private static final Map<String, String> TYPE_ANNOTATIONS = new LinkedHashMap<>();

	private static final Map<String, String> METHOD_ANNOTATIONS = new LinkedHashMap<>();

	static {
		TYPES.put("jakarta.servlet.Filter", "the container calls a filter before the request context is opened, "
				+ "and initializes it when there is no request");
		TYPES.put("org.springframework.web.servlet.HandlerInterceptor",
				"Spring MVC builds its interceptors once, for all requests");
		TYPES.put("org.springframework.beans.factory.config.BeanPostProcessor",
				"the application context uses a post-processor at start-up");
		TYPES.put("org.springframework.beans.factory.config.BeanFactoryPostProcessor",
				"the application context uses a post-processor at start-up");
		TYPES.put("org.springframework.context.ApplicationListener", "a listener " + CALLED_OUTSIDE
				+ ", the first time at start-up (a method with @EventListener is allowed, for events published in a "
				+ "request)");
		TYPE_ANNOTATIONS.put("org.springframework.context.annotation.Configuration",
				"the application context uses a configuration class at start-up");
		TYPE_ANNOTATIONS.put("org.springframework.boot.context.properties.ConfigurationProperties",
				"properties are bound once, and are the same for all requests");
		METHOD_ANNOTATIONS.put("org.springframework.context.annotation.Bean",
				"the application context calls @Bean methods at start-up");
		METHOD_ANNOTATIONS.put("org.springframework.scheduling.annotation.Scheduled",
				"a scheduled method " + CALLED_OUTSIDE);
		for (String listener : Set.of("org.springframework.kafka.annotation.KafkaListener",
				"org.springframework.jms.annotation.JmsListener",
				"org.springframework.amqp.rabbit.annotation.RabbitListener",
				"org.springframework.pulsar.annotation.PulsarListener")) {
			TYPE_ANNOTATIONS.put(listener, "a message listener " + CALLED_OUTSIDE);
			METHOD_ANNOTATIONS.put(listener, "a message listener " + CALLED_OUTSIDE);
		}
	}

	private StateBeanRules() {
	}

	/**
	 * Check a bean.
	 * @param beanName its name
	 * @param type its type
	 * @throws InvalidStateBeanException if it is refused
	 */
	static void check(String beanName, Class<?> type) {
		TYPES.forEach((refused, reason) -> {
			if (isA(type, refused)) {
				throw refused(beanName, type, "it implements " + ClassUtils.getShortName(refused), reason);
			}
		});
		checkAnnotations(beanName, type, type, "it has ", TYPE_ANNOTATIONS);
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
			checkAnnotations(beanName, type, method, "its method '" + method.getName() + "' has ", METHOD_ANNOTATIONS);
		}
	}

	private static void checkAnnotations(String beanName, Class<?> type, AnnotatedElement element, String subject,
			Map<String, String> rules) {
		for (MergedAnnotation<Annotation> found : MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)) {
			String reason = rules.get(found.getType().getName());
			if (reason != null) {
				throw refused(beanName, type, subject + "@" + found.getType().getSimpleName(), reason);
			}
		}
	}

	// All that are refused are interfaces.
	private static boolean isA(Class<?> type, String name) {
		return ClassUtils.getAllInterfacesForClassAsSet(type).stream().anyMatch((each) -> isOrExtends(each, name));
	}

	private static boolean isOrExtends(Class<?> type, String name) {
		if (type.getName().equals(name)) {
			return true;
		}
		for (Class<?> extended : type.getInterfaces()) {
			if (isOrExtends(extended, name)) {
				return true;
			}
		}
		return false;
	}

	private static InvalidStateBeanException refused(String beanName, Class<?> type, String what, String reason) {
		return new InvalidStateBeanException(
				"The bean '" + beanName + "' (" + type.getName() + ") cannot belong to a request: " + what + ", and "
						+ reason + ".",
				"Keep it a singleton, and inject into it the request state that it needs: "
						+ "move that state into a @RequestState bean of its own.");
	}

}
