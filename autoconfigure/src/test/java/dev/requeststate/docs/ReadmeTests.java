package dev.requeststate.docs;

import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestState;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of the README.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
class ReadmeTests {

	@LocalServerPort
	private int port;

	@Test
	void theBeanIsEachRequestsOwn() {
		RestClient client = RestClient.create("http://127.0.0.1:" + this.port);
		assertThat(client.get().uri("/hello").retrieve().body(String.class)).isEqualTo("step 1");
		assertThat(client.get().uri("/hello").retrieve().body(String.class)).isEqualTo("step 1");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(excludeName = {
			"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration" })
	@Import({ Visitor.class, Hello.class })
	static class Application {

	}

}

@RequestState
@Component
class Visitor {

	private final AtomicInteger steps = new AtomicInteger();

	int step() {
		return this.steps.incrementAndGet();
	}

}

@RestController
class Hello {

	private final Visitor visitor;

	Hello(Visitor visitor) {
		this.visitor = visitor;
	}

	@GetMapping("/hello")
	String hello() {
		return "step " + this.visitor.step();
	}

}
