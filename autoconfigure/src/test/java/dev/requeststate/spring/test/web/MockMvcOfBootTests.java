package dev.requeststate.spring.test.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;

@SpringBootTest
@AutoConfigureMockMvc
class MockMvcOfBootTests extends AbstractWebTestSupportTests {

	@Autowired
	private MockMvc mvc;

	@Override
	String get(String path) {
		try {
			MvcResult result = this.mvc.perform(MockMvcRequestBuilders.get(path)).andReturn();
			if (result.getRequest().isAsyncStarted()) {
				result.getAsyncResult();
				result = this.mvc.perform(asyncDispatch(result)).andReturn();
			}
			return result.getResponse().getContentAsString();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void anAsynchronousRequestKeepsItsContext() {
		assertThat(get("/add-elsewhere/atlas")).isEqualTo("GET /add-elsewhere/atlas has [here, atlas]");
	}

}
