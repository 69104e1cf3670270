package com.example.greeting;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
class GreetingServerTests {

	private RestTestClient client;

	@BeforeEach
	void open(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@Test
	void theNextVisitorIsGreetedByTheirOwnName() {
		assertThat(greeting("ada")).isEqualTo("ada ada ada");
		assertThat(greeting("bob")).isEqualTo("bob bob bob");
	}

	@Test
	void noVisitorIsTakenForAnother() {
		assertThatRequestContexts().isolatedAcross(16, this::greeting);
	}

	private String greeting(String name) {
		return this.client.get()
			.uri("/greeting?name={name}", name)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

}
