package com.example.greeting;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static dev.requeststate.spring.test.RequestContextAssertions.assertThatRequestContexts;
import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest(GreetingPages.class)
@Import({ Visitor.class, Greetings.class })
class GreetingPagesTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Visitor visitor;

	@Test
	void aVisitorIsGreetedByName() {
		assertThat(this.mvc.get().uri("/greeting?name=ada")).bodyText().isEqualTo("ada ada ada");
	}

	@Test
	void aTestHasARequestOfItsOwn() {
		this.visitor.setName("ada");
		assertThat(this.visitor.name()).isEqualTo("ada");
	}

	@Test
	void noVisitorIsTakenForAnother() {
		assertThatRequestContexts().isolatedAcross(16, this.visitor::setName, this.visitor::name);
	}

}
