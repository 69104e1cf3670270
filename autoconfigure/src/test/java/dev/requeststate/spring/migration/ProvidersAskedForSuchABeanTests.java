package dev.requeststate.spring.migration;

import dev.requeststate.RequestState;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class ProvidersAskedForSuchABeanTests {

	@Test
	void questionsForAnUnproxiedBeanAreFound() {
		assertThat(Scanned.places(MigrationRules.PROVIDERS_ASKED_FOR_SUCH_A_BEAN, Asking.class)).containsExactly(
				"ByField.show calls getIfAvailable() on a provider of Cart",
				"ByParameter.show calls ifAvailable() on a provider of Cart");
	}

	@Test
	void whoeverJustGetsTheBeanAndQuestionsForOthersAreNotFound() {
		assertThat(Scanned.places(MigrationRules.PROVIDERS_ASKED_FOR_SUCH_A_BEAN, Getting.class)).isEmpty();
	}

	@Test
	void outsideOfARequestThereIsNoneAndAsRequestStateTheStandIn() {
		BothScopes.application(Carts.class).run((context) -> {
			assertThat(context.getBeanProvider(Asking.Cart.class).getIfAvailable()).isNull();
			assertThat(context.getBeanProvider(Getting.Cart.class).getIfAvailable()).isNotNull();
		});
	}

	static class Carts {

		@Bean
		@Scope("request")
		Asking.Cart scoped() {
			return new Asking.Cart();
		}

		@Bean
		@RequestState
		Getting.Cart state() {
			return new Getting.Cart();
		}

	}

	static class Asking {

		@Scope("request")
		static class Cart {

			String owner() {
				return "ada";
			}

		}

		static class ByField {

			private final ObjectProvider<Cart> carts;

			ByField(ObjectProvider<Cart> carts) {
				this.carts = carts;
			}

			boolean show() {
				return this.carts.getIfAvailable() != null;
			}

		}

		static class ByParameter {

			void show(ObjectProvider<? extends Cart> carts) {
				carts.ifAvailable(Cart::owner);
			}

		}

	}

	static class Getting {

		@RequestScope
		static class Cart {

		}

		@Scope("request")
		static class Unproxied {

		}

		static class Page {

			private final ObjectProvider<Cart> carts;

			Page(ObjectProvider<Cart> carts) {
				this.carts = carts;
			}

			boolean show() {
				return this.carts.getIfAvailable() != null;
			}

		}

		static class Other {

			private final ObjectProvider<Unproxied> beans;

			Other(ObjectProvider<Unproxied> beans) {
				this.beans = beans;
			}

			Object show() {
				return this.beans.getObject();
			}

		}

	}

}
