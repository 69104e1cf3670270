package dev.requeststate.spring.test.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The slice has the scope and the filter; components other than controllers are imported,
 * as into any slice.
 */
@WebMvcTest(BasketPages.class)
@Import(Basket.class)
class WebMvcSliceTests extends AbstractWebTestSupportTests {

	@Autowired
	private MockMvcTester mvc;

	@Override
	String get(String path) {
		var result = this.mvc.get().uri(path).exchange();
		assertThat(result).hasStatusOk();
		return assertThat(result).bodyText().actual();
	}

	@Test
	void anAsynchronousRequestKeepsItsContext() {
		assertThat(get("/add-elsewhere/atlas")).isEqualTo("GET /add-elsewhere/atlas has [here, atlas]");
	}

}
