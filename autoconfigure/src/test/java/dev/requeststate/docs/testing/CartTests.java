package dev.requeststate.docs.testing;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class CartTests {

	@Autowired
	private Cart cart;

	@Test
	void aNewCartBelongsToNobody() {
		assertThat(this.cart.owner()).isEqualTo("nobody");
	}

	@Test
	void noRequestSeesTheCartOfAnother() {
		assertThatRequestContexts().isolatedAcross(64, this.cart::setOwner, this.cart::owner);
	}

}
