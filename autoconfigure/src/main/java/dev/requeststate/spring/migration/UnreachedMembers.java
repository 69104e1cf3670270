package dev.requeststate.spring.migration;

import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;

/**
 * Finds uses of fields and final methods from outside of an unproxied bean: a stand-in
 * has them too, and they are its own.
 */
final class UnreachedMembers implements Search {

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.classes().flatMap((type) -> Stream.concat(fields(type, beans), finalMethods(type, beans)));
	}

	private static Stream<String> fields(JavaClass type, RequestScopedBeans beans) {
		return type.getFieldAccessesFromSelf()
			.stream()
			.filter((access) -> isOfUnproxied(access, beans))
			.filter((access) -> !has(access.getTarget(), JavaModifier.STATIC))
			.map((access) -> found(access, "field"));
	}

	private static Stream<String> finalMethods(JavaClass type, RequestScopedBeans beans) {
		return type.getMethodCallsFromSelf()
			.stream()
			.filter((call) -> isOfUnproxied(call, beans))
			.filter((call) -> has(call.getTarget(), JavaModifier.FINAL) && !has(call.getTarget(), JavaModifier.STATIC))
			.map((call) -> found(call, "final method"));
	}

	private static boolean isOfUnproxied(JavaAccess<?> access, RequestScopedBeans beans) {
		Optional<RequestScopedBean> bean = beans.ofType(access.getTargetOwner());
		return bean.isPresent() && bean.get().isUnproxied() && !access.getOriginOwner().equals(bean.get().type());
	}

	private static boolean has(AccessTarget target, JavaModifier modifier) {
		Optional<? extends JavaMember> member = (target instanceof AccessTarget.FieldAccessTarget field)
				? field.resolveMember() : ((AccessTarget.MethodCallTarget) target).resolveMember();
		return member.isPresent() && member.get().getModifiers().contains(modifier);
	}

	private static String found(JavaAccess<?> access, String what) {
		return Names.of(access.getOrigin()) + " uses the " + what + " " + Names.of(access.getTarget()) + " in "
				+ access.getSourceCodeLocation();
	}

}
