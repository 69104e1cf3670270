package dev.requeststate.spring.rows;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mockingDetails;

/**
 * A request-state bean that a test replaces.
 */
@SpringBootTest(classes = RowsApplication.class)
@AutoConfigureMockMvc
class MockitoBeanRowTests {

	@MockitoBean
	private Cart cart;

	@Autowired
	private MockMvcTester mvc;

	@Test
	void isReplacedByTheMockForEveryRequest() {
		assertThat(mockingDetails(this.cart).isMock()).isTrue();
		given(this.cart.add(anyString())).willReturn(this.cart);
		assertThat(this.mvc.get().uri("/functional/one")).hasStatusOk().hasBodyTextEqualTo(this.cart.toString());
		then(this.cart).should().add("one");
	}

}
