package dev.requeststate.spring.migration;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;

/**
 * Short names for findings, which have their place in the sources beside them.
 */
final class Names {

	private Names() {
	}

	/**
	 * The name of a type, without its package: {@code Shop.Cart}.
	 */
	static String of(JavaClass type) {
		String name = type.getPackageName().isEmpty() ? type.getName()
				: type.getName().substring(type.getPackageName().length() + 1);
		return name.replace('$', '.');
	}

	/**
	 * The name of a member with that of its type: {@code Cart.items}.
	 */
	static <M extends HasName & HasOwner<JavaClass>> String of(M member) {
		return of(member.getOwner()) + "." + member.getName();
	}

}
