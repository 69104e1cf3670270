package dev.requeststate.spring.migration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;

/**
 * The beans of Spring's request scope among the classes of an application.
 */
final class RequestScopedBeans {

	private final JavaClasses classes;

	private final List<RequestScopedBean> beans;

	private RequestScopedBeans(JavaClasses classes, List<RequestScopedBean> beans) {
		this.classes = classes;
		this.beans = beans;
	}

	static RequestScopedBeans among(JavaClasses classes) {
		return new RequestScopedBeans(classes,
				StreamSupport.stream(classes.spliterator(), false).flatMap(RequestScopedBean::definedBy).toList());
	}

	Stream<RequestScopedBean> stream() {
		return this.beans.stream();
	}

	/**
	 * The classes that were looked at.
	 */
	Stream<JavaClass> classes() {
		return StreamSupport.stream(this.classes.spliterator(), false);
	}

	/**
	 * Whether a class is one of those that were looked at.
	 */
	boolean isOfTheApplication(JavaClass type) {
		return this.classes.contain(type.getName());
	}

	/**
	 * The bean of a type, as far as the classes tell: of that very class, or of the
	 * interface or abstract class if nothing but such beans implement it.
	 */
	Optional<RequestScopedBean> ofType(JavaClass type) {
		Optional<RequestScopedBean> exact = this.beans.stream().filter((bean) -> bean.type().equals(type)).findFirst();
		if (exact.isPresent() || !isOfTheApplication(type)) {
			return exact;
		}
		List<JavaClass> implementations = type.getAllSubclasses()
			.stream()
			.filter((each) -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
			.toList();
		return implementations.stream().allMatch(this::isBean)
				? implementations.stream().findFirst().flatMap(this::ofType) : Optional.empty();
	}

	private boolean isBean(JavaClass type) {
		return this.beans.stream().anyMatch((bean) -> bean.type().equals(type));
	}

	/**
	 * The bean that a method is called on, from outside of it.
	 */
	Optional<RequestScopedBean> calledBy(JavaMethodCall call) {
		return ofType(call.getTargetOwner())
			.filter((bean) -> !call.getOriginOwner().isAssignableTo(bean.type().getName()));
	}

}
