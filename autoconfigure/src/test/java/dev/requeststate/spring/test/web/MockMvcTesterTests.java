package dev.requeststate.spring.test.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureMockMvc
class MockMvcTesterTests extends AbstractWebTestSupportTests {

	@Autowired
	private MockMvcTester mvc;

	@Override
	String get(String path) {
		return assertThat(this.mvc.get().uri(path).exchange()).hasStatusOk().bodyText().actual();
	}

	@Test
	void anAsynchronousRequestKeepsItsContext() {
		assertThat(get("/add-elsewhere/atlas")).isEqualTo("GET /add-elsewhere/atlas has [here, atlas]");
	}

}
