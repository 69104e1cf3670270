package dev.requeststate.docs;

import dev.requeststate.spring.test.WithRequestContext;
import org.junit.jupiter.api.Test;

import static dev.requeststate.docs.FollowingTheRequestTests.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of docs/following-the-request.md.
 */
@WithRequestContext
class PriceTests {

	@Test
	void aTestHasAContextOfItsOwn() {
		USER.set("ada");
		assertThat(USER.get()).isEqualTo("ada");
	}

}
