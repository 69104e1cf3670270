package dev.requeststate.spring.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class EqualityOfBeansTests {

	@Test
	void beansWhoseOwnEqualsAnswersAreFound() {
		assertThat(Scanned.places(MigrationRules.EQUALITY_OF_BEANS, Compared.class)).containsExactly(
				"@Bean method names (List): equals of List", "Roles: equals of Set", "Tenant: equals of Named");
	}

	@Test
	void beansThatAreEqualToThemselvesOnlyAreNotFound() {
		assertThat(Scanned.places(MigrationRules.EQUALITY_OF_BEANS, NotCompared.class)).isEmpty();
	}

	@Test
	void isTheBeansOwnAndAsRequestStateTheStandIns() {
		BothScopes.application(Lists.class).run((context) -> {
			BothScopes.inRequestScope(() -> {
				assertThat(context.getBean("names").equals(List.of("ada"))).isTrue();
				assertThat(context.getBean("tenant").equals(new Compared.Tenant())).isTrue();
			});
			RequestContext.run("test", () -> {
				assertThat(context.getBean("stateNames").equals(List.of("ada"))).isFalse();
				assertThat(context.getBean("stateTenant").equals(new Compared.Tenant())).isFalse();
			});
		});
	}

	@Test
	void isSpringsOwnWhereSpringExtendsTheClass() {
		BothScopes.application(NotCompared.Proxied.class)
			.run((context) -> BothScopes.inRequestScope(
					() -> assertThat(context.getBean(NotCompared.Proxied.class).equals(new NotCompared.Proxied()))
						.isFalse()));
	}

	static class Lists {

		@Bean
		@RequestScope
		List<String> names() {
			return new ArrayList<>(List.of("ada"));
		}

		@Bean
		@Scope("request")
		Compared.Tenant tenant() {
			return new Compared.Tenant();
		}

		@Bean
		@RequestState
		List<String> stateNames() {
			return new ArrayList<>(List.of("ada"));
		}

		@Bean
		@RequestState
		Compared.Tenant stateTenant() {
			return new Compared.Tenant();
		}

	}

	static class Compared {

		@Bean
		@RequestScope
		List<String> names() {
			return new ArrayList<>();
		}

		static class Named {

			@Override
			public boolean equals(Object other) {
				return other instanceof Named;
			}

			@Override
			public int hashCode() {
				return 1;
			}

		}

		@Scope("request")
		static class Tenant extends Named {

		}

		@Scope(scopeName = "request", proxyMode = ScopedProxyMode.INTERFACES)
		abstract static class Roles implements Set<String> {

		}

	}

	static class NotCompared {

		@Bean
		@RequestScope
		CharSequence text() {
			return "text";
		}

		@RequestScope
		static class Proxied {

			@Override
			public boolean equals(Object other) {
				return other instanceof Proxied;
			}

			@Override
			public int hashCode() {
				return 1;
			}

		}

		@Scope("request")
		static class Unproxied {

			boolean equals(Unproxied other) {
				return true;
			}

		}

	}

}
