package dev.requeststate.docs.testing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest(CartPages.class)
@Import(Cart.class)
class CartPagesTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void aCartIsShownToItsOwner() {
		assertThat(this.mvc.get().uri("/cart?owner=ada")).bodyText().isEqualTo("Cart of ada");
	}

	@Test
	void noRequestIsShownTheCartOfAnother() {
		assertThatRequestContexts().isolatedAcross(64, (token) -> get("/cart?owner=" + token));
	}

	@AfterEach
	void everyRequestHasEnded() {
		assertThatRequestContexts().areAllClosed();
	}

	private String get(String path) throws Exception {
		return this.mvc.get().uri(path).exchange().getResponse().getContentAsString();
	}

}
