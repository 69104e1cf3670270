package dev.requeststate.spring.scope;

import java.util.function.Supplier;

import dev.requeststate.RequestState;
import dev.requeststate.context.CacheRole;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where it is looked up what a bean means for cached results.
 */
class DeclaredCacheRoleTests {

	@Test
	void theClassSaysItAlsoWhereTheStandInIsOfAnInterface() {
		assertThat(DeclaredCacheRole.of("tenant", new AnnotatedGenericBeanDefinition(Tenant.class), Supplier.class))
			.isEqualTo(CacheRole.VALUE);
	}

	@Test
	void theClassSaysItAlsoWhereTheDefinitionHasNoAnnotations() {
		assertThat(DeclaredCacheRole.of("tenant", new RootBeanDefinition(Tenant.class), Tenant.class))
			.isEqualTo(CacheRole.VALUE);
	}

	@Test
	void aBeanMethodSaysMoreThanTheClass() {
		assertThat(DeclaredCacheRole.of("tenant", method("harmless"), Tenant.class)).isEqualTo(CacheRole.HARMLESS);
		assertThat(DeclaredCacheRole.of("tenant", method("plain"), Tenant.class)).isEqualTo(CacheRole.VALUE);
	}

	@Test
	void theClassOfABeanMethodSaysNothingOfTheBean() {
		assertThat(DeclaredCacheRole.of("text", method("plain"), String.class)).isEqualTo(CacheRole.STATE);
	}

	private static AnnotatedGenericBeanDefinition method(String name) {
		AnnotationMetadata factory = AnnotationMetadata.introspect(Factory.class);
		MethodMetadata method = factory.getDeclaredMethods()
			.stream()
			.filter((each) -> each.getMethodName().equals(name))
			.findFirst()
			.orElseThrow();
		return new AnnotatedGenericBeanDefinition(factory, method);
	}

	@RequestState(cacheKey = true)
	static class Tenant {

	}

	@RequestState(cacheKey = true)
	static class Factory {

		@RequestState(cacheable = true)
		Tenant harmless() {
			return new Tenant();
		}

		Tenant plain() {
			return new Tenant();
		}

	}

}
