package dev.requeststate.folio.cart;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cart} and {@link CartCookie}.
 */
class CartTests {

	@Test
	void cookieIsReadAsItWasWritten() {
		Map<String, Integer> lines = new LinkedHashMap<>();
		lines.put("momo", 2);
		lines.put("catch-22", 20);
		Cookie cookie = CartCookie.write(lines, false);
		assertThat(cookie.getValue()).isEqualTo("momo:2~catch-22:20");
		assertThat(cookie.isHttpOnly()).isTrue();
		assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
		assertThat(CartCookie.read(cookie.getValue())).containsExactlyEntriesOf(lines);
	}

	@Test
	void cookieOfASecureConnectionIsSentOverSuchAlone() {
		assertThat(CartCookie.write(Map.of("momo", 1), true).getSecure()).isTrue();
		assertThat(CartCookie.write(Map.of("momo", 1), false).getSecure()).isFalse();
		assertThat(CartCookie.write(Map.of(), true).getSecure()).as("the one that deletes it").isTrue();
	}

	@Test
	void whatIsNoLineIsLeftOut() {
		assertThat(CartCookie.read(null)).isEmpty();
		assertThat(CartCookie.read("")).isEmpty();
		assertThat(CartCookie.read("momo~:3~<b>:1~dune:-1~dune:100~solaris:1~~")).containsOnly(Map.entry("solaris", 1));
	}

	@Test
	void emptyCartDeletesTheCookie() {
		assertThat(CartCookie.write(Map.of(), false).getMaxAge()).isZero();
	}

	@Test
	void quantitiesAddUpToALimit() {
		Cart cart = new Cart(Map.of("momo", 2));
		cart.add("momo", 3);
		assertThat(cart.count()).isEqualTo(5);
		cart.add("momo", 90);
		assertThat(cart.lines()).containsExactly(Map.entry("momo", Cart.MOST_OF_ONE));
	}

	@Test
	void lineOfNoneIsGone() {
		Cart cart = new Cart(Map.of("momo", 2));
		cart.set("momo", 0);
		assertThat(cart.lines()).isEmpty();
		assertThat(cart.count()).isZero();
	}

	@Test
	void fullCartTakesNoOtherBook() {
		Cart cart = new Cart(Map.of());
		for (int i = 0; i < 100; i++) {
			cart.add("book-" + i, 1);
		}
		assertThat(cart.lines()).hasSizeLessThan(100).containsKey("book-0").doesNotContainKey("book-99");
		assertThat(CartCookie.write(cart.lines(), false).getValue()).hasSizeLessThan(4000);
	}

}
