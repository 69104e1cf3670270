package dev.requeststate.spring.migration;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;

/**
 * The scope that annotations declare: Spring's {@code @Scope} itself, or composed into
 * others to any depth.
 *
 * @param name the name of the scope, or an empty string for the default one
 * @param proxy what is injected
 */
record DeclaredScope(String name, Proxy proxy) {

	private static final String SCOPE = "org.springframework.context.annotation.Scope";

	/**
	 * What stands for a bean where it is injected.
	 */
	enum Proxy {

		/**
		 * Nothing: it is the bean itself.
		 */
		NONE,

		/**
		 * An object that has the interfaces of the bean only.
		 */
		INTERFACES,

		/**
		 * An object of a subclass.
		 */
		SUBCLASS

	}

	/**
	 * Find the scope that is declared on a class or a method.
	 * @param element the class or method
	 * @return its scope, or empty where it declares none
	 */
	static Optional<DeclaredScope> of(HasAnnotations<?> element) {
		return among(element.getAnnotations(), new HashSet<>());
	}

	private static Optional<DeclaredScope> among(Set<? extends JavaAnnotation<?>> annotations, Set<String> seen) {
		for (JavaAnnotation<?> annotation : annotations) {
			Optional<DeclaredScope> found = in(annotation, seen);
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	private static Optional<DeclaredScope> in(JavaAnnotation<?> annotation, Set<String> seen) {
		if (annotation.getRawType().getName().equals(SCOPE)) {
			return Optional.of(new DeclaredScope(name(annotation), proxy(annotation).orElse(Proxy.NONE)));
		}
		// Annotations may be annotated with themselves, as @Documented is.
		if (!seen.add(annotation.getRawType().getName())) {
			return Optional.empty();
		}
		return among(annotation.getRawType().getAnnotations(), seen)
			.map((scope) -> new DeclaredScope(scope.name(), proxy(annotation).orElse(scope.proxy())));
	}

	private static String name(JavaAnnotation<?> annotation) {
		String value = text(annotation, "value");
		return value.isEmpty() ? text(annotation, "scopeName") : value;
	}

	private static String text(JavaAnnotation<?> annotation, String attribute) {
		return annotation.get(attribute).map(Object::toString).orElse("");
	}

	// An attribute of this name overrides the one of @Scope, as that of @RequestScope
	// does.
	private static Optional<Proxy> proxy(JavaAnnotation<?> annotation) {
		return annotation.get("proxyMode")
			.filter(JavaEnumConstant.class::isInstance)
			.map((mode) -> switch (((JavaEnumConstant) mode).name()) {
				case "TARGET_CLASS" -> Proxy.SUBCLASS;
				case "INTERFACES" -> Proxy.INTERFACES;
				default -> Proxy.NONE;
			});
	}

}
