package dev.requeststate.spring.migration;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;

/**
 * Finds methods with one of some annotations, on them or on their class, from which a
 * request-scoped bean is reached.
 */
final class AnnotatedMethods implements Search {

	private final List<String> annotations;

	private final List<String> exceptions;

	private AnnotatedMethods(List<String> annotations, List<String> exceptions) {
		this.annotations = annotations;
		this.exceptions = exceptions;
	}

	/**
	 * Those that Spring calls on another thread.
	 */
	static AnnotatedMethods asynchronous() {
		return new AnnotatedMethods(List.of("org.springframework.scheduling.annotation.Async"), List.of());
	}

	/**
	 * Those whose results are put into caches, except for those of one request.
	 */
	static AnnotatedMethods cached() {
		return new AnnotatedMethods(List.of("org.springframework.cache.annotation.Cacheable",
				"org.springframework.cache.annotation.CachePut", "org.springframework.cache.annotation.Caching"),
				List.of("dev.requeststate.RequestCacheable"));
	}

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		CallPaths paths = new CallPaths(beans);
		return beans.classes()
			.flatMap((type) -> type.getMethods().stream().filter((method) -> isOne(method, type)))
			.flatMap((method) -> paths.shortest(method).stream());
	}

	private boolean isOne(JavaMethod method, JavaClass type) {
		return has(method) || has(type) && method.getModifiers().contains(JavaModifier.PUBLIC);
	}

	private boolean has(CanBeAnnotated element) {
		return this.annotations.stream()
			.anyMatch((name) -> element.isAnnotatedWith(name) || element.isMetaAnnotatedWith(name))
				&& this.exceptions.stream().noneMatch(element::isAnnotatedWith);
	}

}
