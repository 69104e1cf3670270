package dev.requeststate.spring.migration;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Finds code that makes Spring's request scope active where Spring does not: on other
 * threads, in jobs and in tests.
 */
final class HandMadeScopes implements Search {

	private static final Set<String> METHODS = Set.of("setRequestAttributes", "setThreadContextInheritable");

	private static final List<String> OWNERS = List.of("org.springframework.web.context.request.RequestContextHolder",
			"org.springframework.web.filter.RequestContextFilter", "org.springframework.web.servlet.FrameworkServlet");

	private static final List<String> TYPES = List.of("org.springframework.web.context.request.RequestContextListener",
			"org.springframework.web.context.request.RequestAttributesThreadLocalAccessor",
			"org.springframework.web.context.request.RequestScope",
			"org.springframework.context.support.SimpleThreadScope");

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.classes().flatMap(HandMadeScopes::in);
	}

	private static Stream<String> in(JavaClass type) {
		Stream<String> calls = type.getMethodCallsFromSelf()
			.stream()
			.filter((call) -> METHODS.contains(call.getTarget().getName()) && isOne(call.getTargetOwner(), OWNERS))
			.map(HandMadeScopes::found);
		Stream<String> constructions = type.getConstructorCallsFromSelf()
			.stream()
			.filter((call) -> isOne(call.getTargetOwner(), TYPES))
			.map(HandMadeScopes::found);
		return Stream.concat(calls, constructions);
	}

	private static boolean isOne(JavaClass owner, List<String> types) {
		return types.stream().anyMatch(owner::isAssignableTo);
	}

	private static String found(JavaAccess<?> access) {
		String member = access.getTarget().getName();
		String target = member.equals("<init>") ? "new " + Names.of(access.getTargetOwner())
				: Names.of(access.getTarget());
		return Names.of(access.getOrigin()) + " calls " + target + "() in " + access.getSourceCodeLocation();
	}

}
