package dev.requeststate.docs.testing;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.client.RestTestClient;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@AutoConfigureRestTestClient
class CartServerTests {

	@Autowired
	private RestTestClient client;

	@Test
	void noRequestIsShownTheCartOfAnother() {
		assertThatRequestContexts().isolatedAcross(64, (token) -> get("/cart?owner=" + token));
	}

	private String get(String path) {
		return this.client.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

}
