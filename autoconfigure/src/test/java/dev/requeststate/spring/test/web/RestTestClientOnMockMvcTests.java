package dev.requeststate.spring.test.web;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Without a server and without a {@code MockMvc} bean. What this client asks for is not
 * dispatched again when it has become asynchronous, so there is no such test here.
 */
@SpringBootTest
@AutoConfigureRestTestClient
class RestTestClientOnMockMvcTests extends AbstractWebTestSupportTests {

	@Autowired
	private RestTestClient client;

	@Override
	String get(String path) {
		return this.client.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

}
