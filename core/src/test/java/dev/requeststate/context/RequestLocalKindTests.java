package dev.requeststate.context;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class RequestLocalKindTests {

	@Test
	void messagesCallItByItsKind() {
		RequestLocal<String> local = RequestLocal.ofKind("bean", "cart", CacheRole.STATE);
		assertThat(local).hasToString("bean 'cart'");
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(local::getIfPresent)
			.withMessageContaining("for bean 'cart' on thread");
	}

	@Test
	void isARequestLocalByDefault() {
		assertThat(RequestLocal.named("cart")).hasToString("request local 'cart'");
	}

	@Test
	void hasTheRoleThatItWasGiven() {
		assertThat(RequestLocal.named("cart").cacheRole()).isEqualTo(CacheRole.VALUE);
		assertThat(RequestLocal.named("client", CacheRole.HARMLESS, (value) -> {
		}).cacheRole()).isEqualTo(CacheRole.HARMLESS);
	}

	@Test
	void needsAKind() {
		assertThatNullPointerException().isThrownBy(() -> RequestLocal.ofKind(nothing(), "cart", CacheRole.STATE))
			.withMessage("'kind' must not be null");
	}

	@SuppressWarnings("NullAway") // on purpose
	private static String nothing() {
		return null;
	}

}
