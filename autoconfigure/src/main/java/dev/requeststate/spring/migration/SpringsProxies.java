package dev.requeststate.spring.migration;

import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Finds code that works with what is injected as with a proxy of Spring's.
 */
final class SpringsProxies implements Search {

	private static final Set<String> TYPES = Set.of("org.springframework.aop.scope.ScopedObject",
			"org.springframework.aop.framework.Advised");

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.classes().flatMap(SpringsProxies::in);
	}

	private static Stream<String> in(JavaClass type) {
		Stream<String> calls = type.getMethodCallsFromSelf()
			.stream()
			.filter((call) -> TYPES.contains(call.getTargetOwner().getName()))
			.map(SpringsProxies::found);
		Stream<String> checks = type.getInstanceofChecks()
			.stream()
			.filter((check) -> TYPES.contains(check.getRawType().getName()))
			.map((check) -> Names.of(check.getOwner()) + " checks for " + check.getRawType().getSimpleName() + " in "
					+ check.getSourceCodeLocation());
		return Stream.concat(calls, checks);
	}

	private static String found(JavaAccess<?> access) {
		return Names.of(access.getOrigin()) + " calls " + Names.of(access.getTarget()) + "() in "
				+ access.getSourceCodeLocation();
	}

}
