package dev.requeststate.spring.migration;

import java.io.Serializable;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;

/**
 * Finds session-scoped beans that are serialized together with a request-scoped one.
 */
final class SessionFields implements Search {

	private static final String SESSION = "session";

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.classes()
			.filter((type) -> type.isAssignableTo(Serializable.class) && isOfTheSession(type, beans))
			.flatMap((type) -> type.getFields().stream())
			.filter((field) -> isSerialized(field) && beans.ofType(field.getRawType()).isPresent())
			.map((field) -> Names.of(field) + " in " + field.getSourceCodeLocation());
	}

	private static boolean isOfTheSession(JavaClass type, RequestScopedBeans beans) {
		return isSession(DeclaredScope.of(type).map(DeclaredScope::name).orElse("")) || beans.classes()
			.flatMap((each) -> each.getMethods().stream())
			.filter((method) -> method.getRawReturnType().equals(type))
			.anyMatch((method) -> isSession(DeclaredScope.of(method).map(DeclaredScope::name).orElse("")));
	}

	private static boolean isSession(String scope) {
		return scope.equals(SESSION);
	}

	private static boolean isSerialized(JavaField field) {
		return !field.getModifiers().contains(JavaModifier.TRANSIENT)
				&& !field.getModifiers().contains(JavaModifier.STATIC);
	}

}
