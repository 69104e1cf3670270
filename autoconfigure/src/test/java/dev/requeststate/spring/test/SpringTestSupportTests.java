package dev.requeststate.spring.test;

import java.util.ArrayList;
import java.util.List;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/**
 * Request-state beans in a test of Spring's, with nothing written for it.
 */
@SpringBootTest(classes = SpringTestSupportTests.Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpringTestSupportTests {

	@Autowired
	private Notes notes;

	@Autowired
	private RequestContextFactory factory;

	@BeforeEach
	void before() {
		this.notes.add("before");
	}

	@AfterEach
	void after() {
		assertThat(this.notes.all()).startsWith("before");
	}

	@Test
	@Order(1)
	void aBeanWorksFromBeforeEachToAfterEach() {
		this.notes.add("test");
		assertThat(this.notes.all()).containsExactly("before", "test");
		assertThat(RequestContext.current().name())
			.isEqualTo("SpringTestSupportTests.aBeanWorksFromBeforeEachToAfterEach");
	}

	@Test
	@Order(2)
	void theNextTestHasItsOwnAndTheFirstOneIsClosed() {
		assertThat(this.notes.all()).containsExactly("before");
		assertThat(this.factory.openContexts().list()).containsExactly(RequestContext.current());
	}

	@Test
	@Order(3)
	@WithRequestContext
	void besideTheAnnotationOneIsOpened() {
		assertThat(this.notes.all()).containsExactly("before");
		assertThat(this.factory.openContexts().list()).hasSize(1);
	}

	@Test
	@Order(4)
	void aRequestOfMockMvcHasItsOwn() throws Exception {
		MockMvc mvc = MockMvcBuilders.standaloneSetup(new Page(this.notes))
			.addFilters(new RequestStateFilter(this.factory, List.of(), RequestInfoMode.LAZY))
			.build();
		RequestContext test = RequestContext.current();
		mvc.perform(get("/notes")).andExpect(content().string("GET /notes [request]"));
		assertThat(RequestContext.current()).isSameAs(test);
		assertThat(this.notes.all()).containsExactly("before");
	}

	@Nested
	class InANestedClass {

		@Test
		void aBeanWorksToo() {
			assertThat(SpringTestSupportTests.this.notes.all()).containsExactly("before");
			assertThat(SpringTestSupportTests.this.factory.openContexts().list()).hasSize(1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(RequestStateAutoConfiguration.class)
	static class Application {

		@Bean
		@RequestState
		Notes notes() {
			return new Notes();
		}

	}

	static class Notes {

		private final List<String> notes = new ArrayList<>();

		void add(String note) {
			this.notes.add(note);
		}

		List<String> all() {
			return this.notes;
		}

	}

	@RestController
	static class Page {

		private final Notes notes;

		Page(Notes notes) {
			this.notes = notes;
		}

		@GetMapping("/notes")
		String notes() {
			this.notes.add("request");
			return RequestContext.current().name() + " " + this.notes.all();
		}

	}

}
