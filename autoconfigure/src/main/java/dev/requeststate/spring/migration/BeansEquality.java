package dev.requeststate.spring.migration;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Finds beans whose own {@code equals} answers today: unproxied ones, and those whose
 * proxy has it from an interface, such as {@link java.util.List}.
 */
final class BeansEquality implements Search {

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.stream()
			.flatMap((bean) -> answering(bean).limit(1)
				.map((type) -> bean.describe() + ": equals of " + Names.of(type)));
	}

	private static Stream<JavaClass> answering(RequestScopedBean bean) {
		if (bean.isProxiedByInterfaces()) {
			return Stream.concat(Stream.of(bean.type()), bean.type().getAllRawInterfaces().stream())
				.filter(JavaClass::isInterface)
				.filter(BeansEquality::declaresEquals);
		}
		return bean.isUnproxied() ? Stream.concat(Stream.of(bean.type()), bean.type().getAllRawSuperclasses().stream())
			.filter((type) -> !type.isEquivalentTo(Object.class))
			.filter(BeansEquality::declaresEquals) : Stream.empty();
	}

	private static boolean declaresEquals(JavaClass type) {
		return type.tryGetMethod("equals", Object.class).isPresent();
	}

}
