package dev.requeststate.spring.migration;

import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.SourceCodeLocation;

/**
 * The definition of a bean in Spring's request scope.
 *
 * @param type the class of a component, or what a {@code @Bean} method is declared to
 * return
 * @param method the {@code @Bean} method, or empty for a component
 * @param proxy what is injected for it
 */
record RequestScopedBean(JavaClass type, Optional<JavaMethod> method, DeclaredScope.Proxy proxy) {

	private static final String NAME = "request";

	/**
	 * Find what a class defines: itself as a component, and the beans of its methods.
	 */
	static Stream<RequestScopedBean> definedBy(JavaClass type) {
		Stream<RequestScopedBean> component = type.isAnnotation() ? Stream.empty()
				: proxy(DeclaredScope.of(type)).map((proxy) -> new RequestScopedBean(type, Optional.empty(), proxy));
		Stream<RequestScopedBean> methods = type.getMethods()
			.stream()
			.flatMap((method) -> proxy(DeclaredScope.of(method))
				.map((proxy) -> new RequestScopedBean(method.getRawReturnType(), Optional.of(method), proxy)));
		return Stream.concat(component, methods);
	}

	private static Stream<DeclaredScope.Proxy> proxy(Optional<DeclaredScope> scope) {
		return scope.filter((declared) -> declared.name().equals(NAME)).map(DeclaredScope::proxy).stream();
	}

	/**
	 * Whether what is injected is the bean itself.
	 */
	boolean isUnproxied() {
		return this.proxy == DeclaredScope.Proxy.NONE;
	}

	/**
	 * Whether what is injected has the interfaces of the bean only: Spring falls back to
	 * that where the type is an interface.
	 */
	boolean isProxiedByInterfaces() {
		return this.proxy == DeclaredScope.Proxy.INTERFACES
				|| this.proxy == DeclaredScope.Proxy.SUBCLASS && this.type.isInterface();
	}

	boolean isFinal() {
		return this.type.getModifiers().contains(JavaModifier.FINAL);
	}

	/**
	 * Say which definition it is, and where.
	 */
	String describe() {
		return this.method
			.map((method) -> "@Bean method " + Names.of(method) + " (" + this.type.getSimpleName() + ") "
					+ located(method.getSourceCodeLocation()))
			.orElseGet(() -> Names.of(this.type) + " " + located(this.type.getSourceCodeLocation()));
	}

	private static String located(SourceCodeLocation location) {
		return "in " + location;
	}

}
