package dev.requeststate.spring.test.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@AutoConfigureRestTestClient
class RestTestClientOnServerTests extends AbstractWebTestSupportTests {

	@Autowired
	private RestTestClient client;

	@Override
	String get(String path) {
		return this.client.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

	@Test
	void anAsynchronousRequestKeepsItsContext() {
		assertThat(get("/add-elsewhere/atlas")).isEqualTo("GET /add-elsewhere/atlas has [here, atlas]");
	}

}
