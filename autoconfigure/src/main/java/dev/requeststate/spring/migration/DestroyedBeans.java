package dev.requeststate.spring.migration;

import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;

/**
 * Finds beans that something is done with at their end.
 */
final class DestroyedBeans implements Search {

	private static final String BEAN = "org.springframework.context.annotation.Bean";

	private static final String INFERRED = "(inferred)";

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.stream()
			.flatMap((bean) -> destroyer(bean).map((name) -> bean.describe() + ": " + name + "()").stream());
	}

	private static Optional<String> destroyer(RequestScopedBean bean) {
		return annotated(bean.type()).or(() -> bean.method().map(DestroyedBeans::declared).orElse(Optional.empty()))
			.or(() -> implemented(bean));
	}

	private static Optional<String> annotated(JavaClass type) {
		return type.getAllMethods()
			.stream()
			.filter((method) -> method.isAnnotatedWith("jakarta.annotation.PreDestroy"))
			.map(JavaMethod::getName)
			.findFirst();
	}

	private static Optional<String> declared(JavaMethod method) {
		String name = destroyMethod(method);
		return name.equals(INFERRED) ? inferred(method.getRawReturnType())
				: Optional.of(name).filter((each) -> !each.isEmpty());
	}

	private static String destroyMethod(JavaMethod method) {
		return method.tryGetAnnotationOfType(BEAN)
			.flatMap((annotation) -> annotation.get("destroyMethod"))
			.map(Object::toString)
			.orElse(INFERRED);
	}

	private static Optional<String> inferred(JavaClass type) {
		return Stream.of("close", "shutdown")
			.filter((name) -> type.getAllMethods()
				.stream()
				.anyMatch((method) -> method.getName().equals(name) && method.getRawParameterTypes().isEmpty()
						&& method.getModifiers().contains(JavaModifier.PUBLIC)))
			.findFirst();
	}

	// A component's close() counts as well, and a @Bean method can say that it does not.
	private static Optional<String> implemented(RequestScopedBean bean) {
		if (bean.type().isAssignableTo("org.springframework.beans.factory.DisposableBean")) {
			return Optional.of("destroy");
		}
		return (bean.method().isEmpty() && bean.type().isAssignableTo(AutoCloseable.class)) ? Optional.of("close")
				: Optional.empty();
	}

}
