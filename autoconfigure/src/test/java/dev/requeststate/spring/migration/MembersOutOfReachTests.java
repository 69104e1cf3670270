package dev.requeststate.spring.migration;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class MembersOutOfReachTests {

	@Test
	void fieldsAndFinalMethodsThatOthersUseAreFound() {
		assertThat(Scanned.places(MigrationRules.MEMBERS_OUT_OF_REACH, Reaching.class)).containsExactly(
				"Page.read uses the field Cart.owner", "Page.rename uses the field Cart.owner",
				"Page.show uses the final method Cart.title");
	}

	@Test
	void whatIsTheBeansOwnOrAMethodOrOfAProxyIsNotFound() {
		assertThat(Scanned.places(MigrationRules.MEMBERS_OUT_OF_REACH, Calling.class)).isEmpty();
	}

	@Test
	void areTheBeansOwnAndAsRequestStateThoseOfTheStandIn() {
		BothScopes.application(Carts.class).run((context) -> {
			BothScopes.inRequestScope(() -> {
				Reaching.Cart cart = context.getBean("scoped", Reaching.Cart.class);
				assertThat(cart.owner).isEqualTo("ada");
				assertThat(cart.title()).isEqualTo("Cart of ada");
			});
			RequestContext.run("test", () -> {
				Reaching.Cart cart = context.getBean("state", Reaching.Cart.class);
				assertThat(cart.owner).isNull();
				assertThat(cart.title()).isEqualTo("Cart of null");
				assertThat(cart.owner()).isEqualTo("ada");
			});
		});
	}

	static class Carts {

		@Bean
		@Scope("request")
		Reaching.Cart scoped() {
			return new Reaching.Cart();
		}

		@Bean
		@RequestState
		Reaching.Cart state() {
			return new Reaching.Cart();
		}

	}

	static class Reaching {

		@Scope("request")
		static class Cart {

			String owner = new String("ada");

			final String title() {
				return "Cart of " + this.owner;
			}

			String owner() {
				return this.owner;
			}

		}

		static class Page {

			String read(Cart cart) {
				return cart.owner;
			}

			void rename(Cart cart) {
				cart.owner = "eve";
			}

			String show(Cart cart) {
				return cart.title();
			}

		}

	}

	static class Calling {

		@Scope("request")
		static class Cart {

			static final String[] SIZES = { "s", "m" };

			private String owner;

			static final String title() {
				return "Cart";
			}

			String owner() {
				return this.owner;
			}

		}

		@RequestScope
		static class Proxied {

			String owner;

		}

		static class Page {

			String show(Cart cart, Proxied proxied) {
				return Cart.title() + cart.owner() + Cart.SIZES[0] + proxied.owner;
			}

		}

	}

}
