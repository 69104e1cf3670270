package dev.requeststate.spring.migration;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaType;

/**
 * Finds classes that ask a provider whether there is an unproxied bean just now.
 */
final class AskedProviders implements Search {

	private static final String PROVIDER = "org.springframework.beans.factory.ObjectProvider";

	private static final Set<String> QUESTIONS = Set.of("getIfAvailable", "ifAvailable", "getIfUnique", "ifUnique");

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.classes().flatMap((type) -> questions(type, beans));
	}

	private static Stream<String> questions(JavaClass type, RequestScopedBeans beans) {
		String provided = types(type).filter((each) -> each.toErasure().getName().equals(PROVIDER))
			.flatMap((each) -> each.getAllInvolvedRawTypes().stream())
			.distinct()
			.flatMap((each) -> beans.ofType(each).stream())
			.filter(RequestScopedBean::isUnproxied)
			.map((bean) -> Names.of(bean.type()))
			.sorted()
			.collect(Collectors.joining(", "));
		return provided.isEmpty() ? Stream.empty()
				: type.getMethodCallsFromSelf()
					.stream()
					.filter(AskedProviders::isQuestion)
					.map((call) -> Names.of(call.getOrigin()) + " calls " + call.getTarget().getName()
							+ "() on a provider of " + provided + " in " + call.getSourceCodeLocation());
	}

	private static Stream<JavaType> types(JavaClass type) {
		Stream<JavaType> fields = type.getFields().stream().map((field) -> field.getType());
		Stream<JavaType> parameters = type.getCodeUnits().stream().flatMap((unit) -> unit.getParameterTypes().stream());
		return Stream.concat(fields, parameters);
	}

	private static boolean isQuestion(JavaMethodCall call) {
		return QUESTIONS.contains(call.getTarget().getName()) && call.getTargetOwner().getName().equals(PROVIDER);
	}

}
