package dev.requeststate.spring.migration;

import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.TryCatchBlock;

/**
 * Finds calls of request-scoped beans around which the error of an inactive scope is
 * caught: by its class, or by one of its superclasses that the new error has not.
 */
final class CaughtErrors implements Search {

	private static final Set<String> ERRORS = Set.of(
			"org.springframework.beans.factory.support.ScopeNotActiveException",
			"org.springframework.beans.factory.BeanCreationException", "org.springframework.beans.FatalBeanException",
			"org.springframework.beans.BeansException", "org.springframework.core.NestedRuntimeException");

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.classes()
			.flatMap((type) -> type.getCodeUnits().stream())
			.flatMap((unit) -> unit.getTryCatchBlocks().stream().flatMap((block) -> caught(unit, block, beans)));
	}

	private static Stream<String> caught(JavaCodeUnit unit, TryCatchBlock block, RequestScopedBeans beans) {
		return block.getCaughtThrowables()
			.stream()
			.filter((error) -> ERRORS.contains(error.getName()))
			.flatMap((error) -> calls(block, beans).map((call) -> found(unit, error, call)));
	}

	private static Stream<JavaMethodCall> calls(TryCatchBlock block, RequestScopedBeans beans) {
		return block.getAccessesContainedInTryBlock()
			.stream()
			.filter(JavaMethodCall.class::isInstance)
			.map(JavaMethodCall.class::cast)
			.filter((call) -> beans.calledBy(call).isPresent());
	}

	private static String found(JavaCodeUnit unit, JavaClass error, JavaMethodCall call) {
		return Names.of(unit) + " catches " + error.getSimpleName() + " around " + Names.of(call.getTarget()) + "() in "
				+ call.getSourceCodeLocation();
	}

}
