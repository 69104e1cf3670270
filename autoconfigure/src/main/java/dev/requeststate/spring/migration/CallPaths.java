package dev.requeststate.spring.migration;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;

/**
 * Ways from a method to a request-scoped bean, through calls of the application's own
 * methods. A call of an interface's method is followed to all that implement it.
 */
final class CallPaths {

	private final RequestScopedBeans beans;

	CallPaths(RequestScopedBeans beans) {
		this.beans = beans;
	}

	/**
	 * Find the shortest way.
	 * @param start the method to begin with
	 * @return the methods of the way, with the place of its last call, or empty if no
	 * bean is reached
	 */
	Optional<String> shortest(JavaMethod start) {
		Queue<Step> steps = new ArrayDeque<>(Set.of(new Step(start, Names.of(start))));
		Set<JavaMethod> seen = new HashSet<>(Set.of(start));
		while (!steps.isEmpty()) {
			Step step = steps.remove();
			for (JavaMethodCall call : step.method().getMethodCallsFromSelf()) {
				if (this.beans.calledBy(call).isPresent()) {
					return Optional
						.of(step.path() + " -> " + Names.of(call.getTarget()) + " in " + call.getSourceCodeLocation());
				}
				called(call).filter(seen::add)
					.map((method) -> new Step(method, step.path() + " -> " + Names.of(method)))
					.forEach(steps::add);
			}
		}
		return Optional.empty();
	}

	private Stream<JavaMethod> called(JavaMethodCall call) {
		Stream<JavaMethod> declared = call.getTarget().resolveMember().stream();
		Stream<JavaMethod> overriding = call.getTargetOwner()
			.getAllSubclasses()
			.stream()
			.flatMap((type) -> same(type, call));
		return Stream.concat(declared, overriding).filter((method) -> this.beans.isOfTheApplication(method.getOwner()));
	}

	private static Stream<JavaMethod> same(JavaClass type, JavaMethodCall call) {
		String[] parameters = call.getTarget()
			.getRawParameterTypes()
			.stream()
			.map(JavaClass::getName)
			.toArray(String[]::new);
		return type.tryGetMethod(call.getTarget().getName(), parameters).stream();
	}

	private record Step(JavaMethod method, String path) {

	}

}
